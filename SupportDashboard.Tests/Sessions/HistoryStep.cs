using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Tests.Sessions;

/// <summary>One transaction: spans arrive, annotations or thumbs are replaced, or turns are gone.</summary>
internal sealed record HistoryStep(List<PhoenixSpan>? Spans, List<SessionAnnotation>? Annotations, (string Session, List<bool> Up)? Thumbs, List<int>? Removed)
{
    private static long _row;

    public async Task ApplyAsync(IndexFolder index)
    {
        if (Spans is not null)
        {
            var spans = Spans.ConvertAll(static span => span with { Id = GlobalId.Of("Span", Interlocked.Increment(ref _row)) });
            await (Spans.Count % 2 == 0 ? index.ImportAsync(spans) : index.FoldAsync(spans));
            if (Spans.Count % 4 == 0)
            {
                await index.Database.WriteAsync(PendingTexts.Write, TestContext.Current.CancellationToken);
            }
        }

        if (Annotations is not null)
        {
            await index.AnnotateAsync([.. Annotations]);
        }

        if (Thumbs is { } thumbs)
        {
            await index.WriteAsync((connection, project) => VerdictTable.ReplaceFeedback(connection, project, new Dictionary<string, IReadOnlyList<(string, string, bool)>>
            {
                [thumbs.Session] = [.. thumbs.Up.Select(static (up, number) => ($"s{number}", "", up))],
            }));
        }

        if (Removed is not null)
        {
            await index.WriteAsync((connection, project) => IndexWriter.Correct(
                connection, project, [.. Removed.SelectMany(static trace => Enumerable.Range(0, 4).Select(span => ($"t{trace}", $"s{span}")))], []));
        }
    }
}
