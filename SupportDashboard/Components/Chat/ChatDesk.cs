using SupportDashboard.Agent;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Chat;

/// <summary>The conversations that one browser tab has open; they end with the tab.</summary>
public sealed class ChatDesk(SupportAgent agent, ConversationStore store, TranscriptReader transcripts, PhoenixConnection phoenix) : IDisposable
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

        if (await store.FindAsync(sessionId, cancellationToken) is not { } conversation)
        {
            return null;
        }

        return Keep(conversation);
    }

    public void Dispose()
    {
        foreach (var conversation in _open.Values)
        {
            conversation.Dispose();
        }
    }

    /// <summary>
    /// Adds the thumbs, which Phoenix remembers and the agent does not, to a conversation that is on screen already: it does not wait for them,
    /// and without Phoenix it stays without them.
    /// </summary>
    public async Task RestoreThumbsAsync(LiveConversation live, CancellationToken cancellationToken)
    {
        try
        {
            var transcript = await transcripts.ReadAsync(phoenix.Project, live.SessionId, cancellationToken);
            foreach (var turn in live.Turns)
            {
                turn.ThumbsUp ??= transcript?.Turns.FirstOrDefault(t => t.RootSpanId is not null && t.RootSpanId == turn.RootSpanId)?.ThumbsUp;
            }
        }
        catch (PhoenixException)
        {
            // The banner says that Phoenix does not answer.
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
