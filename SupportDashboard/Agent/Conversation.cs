using System.Collections.Immutable;

namespace SupportDashboard.Agent;

/// <summary>A conversation as the agent remembers it. Reading is safe from any thread; only the agent adds to it, one turn at a time.</summary>
public sealed class Conversation
{
    /// <summary>Turns after which a new conversation is asked for: everything a client can grow is bounded.</summary>
    public const int MaxTurns = 200;

    private readonly Lock _gate = new();
    private ImmutableList<ConversationMessage> _messages = [];
    private bool _busy;

    internal Conversation(string sessionId) => SessionId = sessionId;

    /// <summary>The <c>session.id</c> of all its spans.</summary>
    public string SessionId { get; }

    /// <summary>What was said, oldest first; the list never changes under its reader.</summary>
    public IReadOnlyList<ConversationMessage> Messages => Volatile.Read(ref _messages);

    /// <summary>The order that was mentioned last, if any.</summary>
    public string? LastOrderId { get; private set; }

    /// <summary>The number of the newest turn, failed ones included.</summary>
    public int TurnCount { get; private set; }

    /// <summary>Whether a turn is running.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
            {
                return _busy;
            }
        }
    }

    /// <summary>Claims the conversation for a turn; null when another one is running, else the turn's number.</summary>
    internal int? TryBeginTurn()
    {
        lock (_gate)
        {
            if (_busy)
            {
                return null;
            }

            _busy = true;
            return ++TurnCount;
        }
    }

    /// <summary>Adds a turn's messages and lets the next turn begin.</summary>
    internal void EndTurn(ConversationMessage question, ConversationMessage answer, string? lookedUpOrderId)
    {
        lock (_gate)
        {
            Add(question, answer, lookedUpOrderId);
            _busy = false;
        }
    }

    /// <summary>Adds a turn that was read back from Phoenix.</summary>
    internal void Restore(ConversationMessage question, ConversationMessage answer, string? lookedUpOrderId)
    {
        lock (_gate)
        {
            Add(question, answer, lookedUpOrderId);
            TurnCount = Math.Max(TurnCount, question.Turn);
        }
    }

    // The answer's text is no source: agents show what an id looks like when they ask for one.
    private void Add(ConversationMessage question, ConversationMessage answer, string? lookedUpOrderId)
    {
        _messages = _messages.Add(question).Add(answer);
        LastOrderId = OrderIds.FindLast(question.Text) ?? lookedUpOrderId ?? LastOrderId;
    }
}
