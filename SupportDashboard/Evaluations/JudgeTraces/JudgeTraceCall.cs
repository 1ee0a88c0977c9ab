using OpenAI.Chat;
using SupportDashboard.Llm;
using SupportDashboard.Tracing;

namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>One call to the model, with a span for each of its tries. A try whose answer nobody called usable has failed.</summary>
internal sealed class JudgeTraceCall : IDisposable
{
    private const string NoAnswer = "No usable answer came.";

    private readonly Func<TraceSpan> _start;
    private readonly IDisposable _watch;
    private TraceSpan? _span;
    private bool _usable;

    internal JudgeTraceCall(Func<TraceSpan> start)
    {
        _start = start;
        _watch = LlmAttempts.Watch(Begin, Reject);
    }

    /// <summary>An answer came, whatever it is worth.</summary>
    public void Answered(ChatCompletion completion)
    {
        var span = _span ??= _start();
        span.SetLlmOutput(string.Concat(completion.Content.Select(static part => part.Text)), []);
        span.Set(OpenInference.LlmFinishReason, completion.FinishReason.Name());
        if (completion.Usage is { } usage)
        {
            span.SetTokens(usage);
        }
    }

    /// <summary>The answer is a verdict.</summary>
    public void Accept() => _usable = true;

    /// <summary>The try failed, or its answer cannot be used: why, as a sentence.</summary>
    public void Reject(string problem) => _span?.Fail(problem);

    public void Dispose()
    {
        _watch.Dispose();
        EndTry();
    }

    private void Begin()
    {
        EndTry();
        _span = _start();
    }

    private void EndTry()
    {
        if (_span is { HasFailed: false } open && !_usable)
        {
            open.Fail(NoAnswer);
        }

        _span?.Dispose();
        _span = null;
    }
}
