using Microsoft.Extensions.Options;

namespace SupportDashboard.Agent;

/// <summary>
/// The conversations in memory, the least recently used one leaving first; one that is not here is read back from Phoenix, so that it goes on
/// after a restart. A conversation with a running turn never leaves.
/// </summary>
public sealed class ConversationStore(ConversationHistory history, IOptions<AgentOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Conversation>> _byId = new(StringComparer.Ordinal);
    private readonly LinkedList<Conversation> _recent = new();

    /// <summary>Begins a new conversation.</summary>
    public Conversation Create() => Keep(new Conversation(Guid.NewGuid().ToString()));

    /// <summary>The conversation with this id, from memory or from Phoenix; null when neither knows it.</summary>
    /// <exception cref="ConversationUnavailableException">Phoenix could not be asked.</exception>
    public async Task<Conversation?> FindAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (InMemory(sessionId) is { } known)
        {
            return known;
        }

        return await history.ReadAsync(sessionId, cancellationToken) is { } restored ? Keep(restored) : null;
    }

    internal Conversation? InMemory(string sessionId)
    {
        lock (_gate)
        {
            if (!_byId.TryGetValue(sessionId, out var node))
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value;
        }
    }

    // Two tabs may restore the same conversation at once: the first one to arrive is the one both get.
    private Conversation Keep(Conversation conversation)
    {
        lock (_gate)
        {
            if (_byId.TryGetValue(conversation.SessionId, out var existing))
            {
                return existing.Value;
            }

            _byId.Add(conversation.SessionId, _recent.AddFirst(conversation));
            for (var node = _recent.Last; node is not null && _recent.Count > options.Value.MaxConversations;)
            {
                var previous = node.Previous;
                if (!node.Value.IsBusy && node.Value != conversation)
                {
                    _byId.Remove(node.Value.SessionId);
                    _recent.Remove(node);
                }

                node = previous;
            }

            return conversation;
        }
    }
}
