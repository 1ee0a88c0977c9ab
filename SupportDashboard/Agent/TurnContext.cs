using System.Text;
using System.Threading.Channels;
using OpenAI.Chat;
using SupportDashboard.Tracing;

namespace SupportDashboard.Agent;

/// <summary>What the steps of one turn share: the message, the memory, the root span, the answer so far, and the way out for events.</summary>
internal sealed class TurnContext(
    int number, string message, IReadOnlyList<ConversationMessage> memory, string? lastOrderId, TraceSpan root, ChannelWriter<AgentEvent> events)
{
    private readonly StringBuilder _answer = new();

    public int Number { get; } = number;

    public string Message { get; } = message;

    public TraceSpan Root { get; } = root;

    /// <summary>The order meant when the message names none.</summary>
    public string? LastOrderId { get; } = lastOrderId;

    /// <summary>What was said before this turn, oldest first, as far as model calls may see it.</summary>
    public IReadOnlyList<ConversationMessage> Memory { get; } = memory;

    /// <summary>The order that the tool looked up last in this turn.</summary>
    public string? LookedUpOrderId { get; set; }

    public long PromptTokens { get; private set; }

    public long CompletionTokens { get; private set; }

    public string Answer => _answer.ToString();

    public int AnswerLength => _answer.Length;

    public void Emit(AgentEvent happened) => events.TryWrite(happened);

    public void Say(string text)
    {
        _answer.Append(text);
        Emit(new TextDelta(text));
    }

    public void Count(long promptTokens, long completionTokens)
    {
        PromptTokens += promptTokens;
        CompletionTokens += completionTokens;
    }

    public TraceSpan Begin(TraceSpan span, TraceSpan? parent = null)
    {
        Emit(new StepStarted(span.SpanId, (parent ?? Root).SpanId, span.Name, span.Kind, span.StartedAt));
        return span;
    }

    public void End(TraceSpan span, string? summary)
    {
        span.Dispose();
        Emit(new StepFinished(span.SpanId, span.Elapsed, span.HasFailed, summary));
    }

    /// <summary>A model call's messages: the system prompt, the memory, the customer's message.</summary>
    public List<ChatMessage> Ask(string systemPrompt) =>
    [
        new SystemChatMessage(systemPrompt),
        .. Memory.Select(static said => said.Role == ConversationRole.Customer ? (ChatMessage)new UserChatMessage(said.Text) : new AssistantChatMessage(said.Text)),
        new UserChatMessage(Message),
    ];
}
