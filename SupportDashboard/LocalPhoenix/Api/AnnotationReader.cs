using SupportDashboard.LocalPhoenix.Collector;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Reads one annotation out of a body.</summary>
internal static class AnnotationReader
{
    private static readonly byte[] NoMetadata = "{}"u8.ToArray();

    /// <exception cref="ApiException">422: a field is missing or wrong. 400: the name is the one of notes.</exception>
    public static AnnotationRecord Read(AnnotationNoun noun, BodyValue item)
    {
        var targetId = noun.Normalize(item.Field(noun.IdField).Text());
        var name = item.Field("name").Text();
        var kind = item.Field("annotator_kind").Choice("LLM", "CODE", "HUMAN");
        var result = item.Optional("result");
        if (name == AnnotationNoun.NoteName)
        {
            throw ApiException.Text(
                StatusCodes.Status400BadRequest,
                $"The name 'note' is reserved for {noun.Singular} notes. Use POST /v1/{noun.Singular}_notes instead.");
        }

        return new AnnotationRecord
        {
            Target = noun.Target,
            TargetId = targetId,
            Position = noun.Target == AnnotationTarget.Document ? Position(item.Field("document_position")) : 0,
            Name = name,
            Identifier = Identifier(noun, item),
            AnnotatorKind = kind,
            Label = result?.Optional("label")?.Text(),
            Score = result?.Optional("score")?.Number(),
            Explanation = result?.Optional("explanation")?.Text(),
            Metadata = Metadata(item),
        };
    }

    private static long Position(BodyValue value) =>
        value.Number() is { } number && number >= 0 && number <= int.MaxValue && Math.Floor(number) == number
            ? (long)number
            : throw ApiException.Unprocessable("document_position must be a whole number from 0 on");

    private static string Identifier(AnnotationNoun noun, BodyValue item)
    {
        var identifier = item.Optional("identifier")?.Text() ?? "";
        return identifier.Length > 0 && noun.Target == AnnotationTarget.Document
            ? throw ApiException.Unprocessable("Document annotations take no identifier")
            : identifier;
    }

    private static byte[] Metadata(BodyValue item)
    {
        if (item.Optional("metadata") is not { } metadata)
        {
            return NoMetadata;
        }

        var dictionary = metadata.Dictionary();
        try
        {
            return JsonValues.ToUtf8(writer => JsonValues.Write(writer, JsonValues.Read(dictionary)));
        }
        catch (InvalidOperationException)
        {
            throw InputErrors.HalfCharacter(metadata.Location());
        }
    }
}
