using SupportDashboard.Agent;

namespace SupportDashboard.Components.Chat;

/// <summary>The conversations that one browser tab has open; they end with the tab.</summary>
public sealed class ChatDesk(SupportAgent agent, ConversationStore store) : IDisposable
{
    private readonly Dictionary<string, LiveConversation> _open = new(StringComparer.Ordinal);

    /// <summary>Begins a new conversation.</summary>
    public LiveConversation Create() => Keep(store.Create());

    /// <summary>The conversation with this id; null where it is not known.</summary>
    /// <exception cref="ConversationUnavailableException">Phoenix could not be asked.</exception>
    public async Task<LiveConversation?> FindAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(sessionId, out var open))
        {
            return open;
        }

        return await store.FindAsync(sessionId, cancellationToken) is { } conversation ? Keep(conversation) : null;
    }

    public void Dispose()
    {
        foreach (var conversation in _open.Values)
        {
            conversation.Dispose();
        }
    }

    private LiveConversation Keep(Conversation conversation)
    {
        if (!_open.TryGetValue(conversation.SessionId, out var live))
        {
            live = new LiveConversation(conversation, agent);
            _open.Add(conversation.SessionId, live);
        }

        return live;
    }
}
