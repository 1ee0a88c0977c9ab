using OpenAI.Chat;
using SupportDashboard.Llm;
using SupportDashboard.Tracing;

namespace SupportDashboard.Agent;

/// <summary>One model call while it runs: its span, and what the turn counts of it. Disposing it ends the span.</summary>
internal sealed class ModelCall(TurnContext turn, TraceSpan span) : IDisposable
{
    private ChatTokenUsage? _usage;

    public TraceSpan Span { get; } = span;

    /// <summary>One line for the trace beside the chat.</summary>
    public string? Summary { get; set; }

    /// <summary>Takes what an answer (or a piece of one) says about itself; the last usage counts.</summary>
    public void Observe(string? model, ChatFinishReason? finishReason, ChatTokenUsage? usage)
    {
        Span.Set(OpenInference.LlmModelName, model is { Length: > 0 } ? model : null);
        Span.Set(OpenInference.LlmFinishReason, finishReason?.Name());
        _usage = usage ?? _usage;
    }

    /// <summary>Marks the span as failed and returns the exception to throw.</summary>
    public LlmException Fail(Exception exception)
    {
        var failure = LlmErrors.Translate(exception);
        Span.Fail(failure, failure.Message, failure.Detail);
        Summary = failure.Message;
        return failure;
    }

    public void Dispose()
    {
        if (_usage is { } usage)
        {
            Span.SetTokens(usage);
            turn.Count(usage.InputTokenCount, usage.OutputTokenCount);
        }

        turn.End(Span, Summary ?? (_usage is null ? null : $"{_usage.InputTokenCount} + {_usage.OutputTokenCount} tokens"));
    }
}
