namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>What a trace or a session adds up to: its bounds and the tokens of its LLM spans.</summary>
internal sealed class RollUp
{
    public required long Row { get; init; }

    public required long ProjectRow { get; init; }

    /// <summary>The trace id or session id as senders know it; empty when the row is known and need not be inserted.</summary>
    public required string Id { get; init; }

    /// <summary>The session of a trace; always <see langword="null"/> for a session.</summary>
    public long? SessionRow { get; set; }

    public required long StartNanos { get; set; }

    public required long EndNanos { get; set; }

    public long PromptTokens { get; set; }

    public long CompletionTokens { get; set; }

    /// <summary>Whether the row is made in this piece of writing, at its end.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether it is a session that has lost all its traces.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>Whether the row differs from what is stored.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Whether it must be counted again from what lies below it, because something there was replaced.</summary>
    public bool IsStale { get; set; }

    public void Widen(long startNanos, long endNanos)
    {
        if (startNanos < StartNanos || endNanos > EndNanos)
        {
            (StartNanos, EndNanos, IsChanged) = (Math.Min(StartNanos, startNanos), Math.Max(EndNanos, endNanos), true);
        }
    }

    public void AddTokens(long prompt, long completion)
    {
        if (prompt != 0 || completion != 0)
        {
            (PromptTokens, CompletionTokens, IsChanged) = (PromptTokens + prompt, CompletionTokens + completion, true);
        }
    }
}
