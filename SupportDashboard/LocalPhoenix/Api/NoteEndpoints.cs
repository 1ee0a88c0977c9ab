using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>
/// <c>POST /v1/{span|trace|session}_notes</c>. A note is an annotation named <c>note</c> by a person; without an identifier
/// of its own it gets a new one, so that notes add up.
/// </summary>
internal static class NoteEndpoints
{
    public static void MapNotes(this RouteGroupBuilder v1)
    {
        foreach (var noun in (AnnotationNoun[])[AnnotationNoun.Span, AnnotationNoun.Trace, AnnotationNoun.Session])
        {
            v1.MapPost(
                $"/{noun.Singular}_notes",
                (HttpContext http, JsonBody json, TraceStore store, TimeProvider clock, CancellationToken cancellationToken) =>
                    json.UseAsync(http.Request, body => AddAsync(noun, body.Field("data"), store, clock, cancellationToken), cancellationToken));
        }
    }

    private static async Task<IResult> AddAsync(
        AnnotationNoun noun, BodyValue data, TraceStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var id = data.Field(noun.IdField).TrimmedText();
        var identifier = data.Optional("identifier")?.Text();
        var note = new AnnotationRecord
        {
            Target = noun.Target,
            TargetId = noun.Normalize(id),
            Name = AnnotationNoun.NoteName,
            Identifier = string.IsNullOrEmpty(identifier) ? $"px-{noun.Singular}-note:{Guid.NewGuid()}" : identifier,
            AnnotatorKind = "HUMAN",
            Explanation = data.Field("note").TrimmedText(),
            Metadata = "{}"u8.ToArray(),
        };
        var now = Timestamps.FromInstant(clock.GetUtcNow());
        var rows = await store.WriteAsync(
            writer =>
            {
                var (written, missing) = AnnotationWrites.UpsertAll(writer, [note], now);
                return missing.Count == 0 ? written : throw ApiException.NotFound($"{noun.Title} with {noun.IdField} {id} not found");
            },
            cancellationToken);
        return TypedResults.Json(new ApiItem<IdItem>(new(noun.GlobalIdOf(rows[0]))), ApiJson.Default.ApiItemIdItem);
    }
}
