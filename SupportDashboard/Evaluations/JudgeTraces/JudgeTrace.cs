using System.Text.Json.Nodes;
using OpenAI.Chat;
using SupportDashboard.Tracing;

namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>The open trace of one verdict.</summary>
internal sealed class JudgeTrace : IDisposable
{
    private readonly TraceSpan _span;
    private readonly JudgeTracing _tracing;
    private int _tries;
    private bool _ended;

    internal JudgeTrace(TraceSpan span, JudgeTracing tracing) => (_span, _tracing) = (span, tracing);

    /// <summary>Watches one call to a model until it is disposed.</summary>
    public JudgeTraceCall StartCall(string model, IReadOnlyList<ChatMessage> messages, ChatCompletionOptions request)
    {
        // The list goes on to grow with a repair, and spans are made while the call is under way.
        IReadOnlyList<ChatMessage> sent = [.. messages];
        return new JudgeTraceCall(() =>
        {
            var span = _tracing.StartTry(_span, ++_tries);
            span.SetLlmRequest(_tracing.Connection, model, sent, request, streamed: false);
            return span;
        });
    }

    /// <summary>Notes the outcome; the verdict that is returned knows its trace.</summary>
    public Verdict End(Verdict verdict)
    {
        _ended = true;
        if (verdict is JudgedVerdict judged)
        {
            _span.SetOutput(Output(judged).ToJsonString(), MimeTypes.Json);
        }
        else if (verdict is NotJudged failure)
        {
            _span.Fail(failure.Reason);
        }

        // Ids that nobody listened to lead nowhere.
        return _span.Activity is null ? verdict : verdict with { TraceId = _span.TraceId };
    }

    public void Dispose()
    {
        if (!_ended)
        {
            _span.Fail("The judge was stopped before it had an answer.");
        }

        _span.Dispose();
    }

    private static JsonObject Output(JudgedVerdict verdict) => new()
    {
        ["label"] = verdict.Label,
        ["score"] = verdict.Score,
        ["explanation"] = verdict.Explanation,
        ["evidence"] = new JsonArray([.. verdict.Evidence.Select(static quote => new JsonObject { ["turn"] = quote.Turn, ["quote"] = quote.Quote, ["found"] = quote.Found })]),
        ["input_hash"] = verdict.InputHash,
        ["cut"] = verdict.Cut,
    };
}
