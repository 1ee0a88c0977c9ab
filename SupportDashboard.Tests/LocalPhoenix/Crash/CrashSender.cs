using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.Tests.LocalPhoenix.Crash;

/// <summary>
/// Sends traces and annotations as fast as they are answered and remembers what was acknowledged. What was on its way when the
/// server died is sent again first, as exporters do, although it may have been stored.
/// </summary>
internal sealed class CrashSender(int number)
{
    /// <summary>How many spans each trace has; a request carries one trace.</summary>
    public const int SpansPerTrace = 20;

    public const string Project = "crash";

    private int _sent;
    private byte[]? _unanswered;
    private List<string> _unansweredIds = [];

    /// <summary>The ids of spans that were answered 200.</summary>
    public List<string> Spans { get; } = [];

    /// <summary>The identifiers of annotations that were answered 200.</summary>
    public List<string> Annotations { get; } = [];

    /// <summary>Sends until the server does not answer any more.</summary>
    public async Task SendUntilItDiesAsync(HttpClient http, Action acknowledged, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await ExportAsync(http, cancellationToken);
                acknowledged();
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed.
        }
    }

    private async Task ExportAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var isNew = _unanswered is null;
        _sent += isNew ? 1 : 0;
        var session = string.Create(CultureInfo.InvariantCulture, $"session-{number}-{_sent}");
        if (isNew)
        {
            // Every other annotation comes before its session, and has to wait on disk for it.
            if (_sent % 2 == 0)
            {
                await AnnotateAsync(http, session, sync: false, cancellationToken);
            }

            (_unanswered, _unansweredIds) = Trace(session);
        }

        using var answer = await Otlp.PostAsync(http, _unanswered!, cancellationToken: cancellationToken);
        RequireOk(answer);
        Spans.AddRange(_unansweredIds);
        _unanswered = null;
        if (_sent % 2 == 1)
        {
            await AnnotateAsync(http, session, sync: true, cancellationToken);
        }
    }

    private async Task AnnotateAsync(HttpClient http, string session, bool sync, CancellationToken cancellationToken)
    {
        var annotation = new { session_id = session, name = "verdict", annotator_kind = "CODE", identifier = session, result = new { label = "good" } };
        using var answer = await http.PostAsJsonAsync(
            "/v1/session_annotations" + (sync ? "?sync=true" : ""), new { data = new[] { annotation } }, cancellationToken);
        RequireOk(answer);
        Annotations.Add(session);
    }

    // Not EnsureSuccessStatusCode: what that throws is what a dead server looks like.
    private static void RequireOk(HttpResponseMessage answer)
    {
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new CrashException(FormattableString.Invariant($"{answer.RequestMessage?.RequestUri} was answered {(int)answer.StatusCode}."));
        }
    }

    private static (byte[] Body, List<string> Ids) Trace(string session)
    {
        var trace = Otlp.NewTraceId();
        var ids = Enumerable.Range(0, SpansPerTrace).Select(static _ => Otlp.NewSpanId()).ToList();
        var spans = ids.Select((id, index) => Span(trace, id, index, session)).ToArray();
        return (Otlp.Export(Project, spans), ids);
    }

    private static OtlpSpan Span(string trace, string id, int index, string session) => Otlp.Span(
        "step", trace, id, startMs: (ulong)index, endMs: (ulong)(index * 3),
        attributes: [("session.id", session), ("openinference.span.kind", "LLM"), ("llm.token_count.prompt", index), ("input.value", new string('x', 500))]);
}
