using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Syncing;
using SupportDashboard.Sessions.Transcripts;

namespace SupportDashboard.Sessions;

/// <summary>Reads the transcript of a session from Phoenix, never from the index: it is always what Phoenix has now.</summary>
public sealed class TranscriptReader
{
    /// <summary>Turns read at most, the newest ones; <see cref="Transcript.IsCut"/> says when there are more.</summary>
    public const int MostTurns = 500;

    private const int RootsInOneRequest = 100;

    private readonly SessionFinder _sessions;
    private readonly TraceSpans _spans;
    private readonly PhoenixProjects _projects;
    private readonly AnnotationFollower _annotations;
    private readonly SessionCheck _check;
    private readonly TranscriptBatch _batch;

    internal TranscriptReader(SessionFinder sessions, TraceSpans spans, PhoenixProjects projects, AnnotationFollower annotations, SessionCheck check, TranscriptBatch batch)
    {
        _sessions = sessions;
        _spans = spans;
        _projects = projects;
        _annotations = annotations;
        _check = check;
        _batch = batch;
    }

    /// <summary>The turns of a session; null when Phoenix does not know it (yet), and then it leaves the index too.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public Task<Transcript?> ReadAsync(string project, string sessionId, CancellationToken cancellationToken) =>
        ReadAsync(project, sessionId, isPlain: false, cancellationToken);

    /// <summary>
    /// The turns of a session as far as a judge needs them: without what customers thought of the answers, which would be a further request, and without
    /// the steps' attributes. Null as of the other.
    /// </summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public Task<Transcript?> ReadPlainAsync(string project, string sessionId, CancellationToken cancellationToken) =>
        ReadAsync(project, sessionId, isPlain: true, cancellationToken);

    /// <summary>
    /// The same of several sessions at once, with few requests. One that is not among the answers has to be read by itself: Phoenix may not know it, or it
    /// is too large for this.
    /// </summary>
    public Task<IReadOnlyDictionary<string, Transcript>> ReadPlainAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) =>
        _batch.ReadAsync(project, sessionIds, cancellationToken);

    private async Task<Transcript?> ReadAsync(string project, string sessionId, bool isPlain, CancellationToken cancellationToken)
    {
        try
        {
            if (await _sessions.FindAsync(project, sessionId, cancellationToken) is { } session)
            {
                return await ReadAsync(project, session, isPlain, cancellationToken);
            }

            await _check.CheckAsync(project, sessionId, cancellationToken);
            return null;
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.NotFound)
        {
            // No project of that name yet, or it was deleted.
            _projects.Forget(project);
            return null;
        }
    }

    private async Task<Transcript> ReadAsync(string project, PhoenixSession session, bool isPlain, CancellationToken cancellationToken)
    {
        var projectId = await _projects.IdAsync(project, cancellationToken);
        var traces = session.Traces.OrderBy(static trace => trace.StartTime).ThenBy(static trace => trace.TraceId, StringComparer.Ordinal).ToList();
        var newest = traces.TakeLast(MostTurns).ToList();

        // The newest turns first, so that a cut takes away the oldest.
        newest.Reverse();
        var (spans, isCut) = await _spans.ReadAsync(projectId, newest, cancellationToken);
        var thumbs = isPlain ? [] : await ThumbsAsync(project, spans, cancellationToken);
        var read = spans.Select(static span => span.Context.TraceId).ToHashSet(StringComparer.Ordinal);
        var before = traces.FindIndex(trace => read.Contains(trace.TraceId));
        return new Transcript(project, session.SessionId, TranscriptBuilder.Build(spans, Math.Max(0, before) + 1, thumbs, withAttributes: !isPlain))
        {
            TotalTurns = traces.Count,
            IsCut = isCut || newest.Count < traces.Count,
        };
    }

    private async Task<Dictionary<string, bool>> ThumbsAsync(string project, List<PhoenixSpan> spans, CancellationToken cancellationToken)
    {
        var thumbs = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var roots in spans.Where(static span => string.IsNullOrEmpty(span.ParentId)).Select(static span => span.Context.SpanId).Chunk(RootsInOneRequest))
        {
            foreach (var thumb in (await _annotations.FeedbackOfAsync(project, roots, cancellationToken)).OrderBy(static thumb => thumb.UpdatedAt).ThenBy(static thumb => GlobalId.Row(thumb.Id)))
            {
                thumbs[thumb.SpanId] = thumb.IsThumbUp() == true;
            }
        }

        return thumbs;
    }
}
