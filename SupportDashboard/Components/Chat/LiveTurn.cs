using System.Text;
using SupportDashboard.Agent;

namespace SupportDashboard.Components.Chat;

/// <summary>
/// One turn on screen, built from the agent's events. Finished paragraphs settle into a list of their own, so that what is sent to the
/// browser grows with the text and not with its square.
/// </summary>
public sealed class LiveTurn(int number, string userText)
{
    private readonly StringBuilder _tail = new();
    private readonly List<string> _settled = [];
    private readonly List<LiveStep> _steps = [];

    /// <summary>From 1 within the conversation.</summary>
    public int Number { get; private set; } = number;

    public string UserText { get; private set; } = userText;

    public LiveTurnState State { get; private set; } = LiveTurnState.Running;

    /// <summary>The paragraphs of the answer that will not change any more.</summary>
    public IReadOnlyList<string> Settled => _settled;

    /// <summary>The paragraph that is still being written.</summary>
    public string Tail => _tail.ToString();

    /// <summary>The steps of the trace so far, in the order in which they began.</summary>
    public IReadOnlyList<LiveStep> Steps => _steps;

    public Classified? Classification { get; private set; }

    public IReadOnlyList<RetrievedDocument> Documents { get; private set; } = [];

    public string? ToolCall { get; private set; }

    public string? ToolResult { get; private set; }

    public string? RootSpanId { get; private set; }

    /// <summary>Why the turn failed, as a sentence.</summary>
    public string? Error { get; private set; }

    public bool CanRetry { get; private set; }

    public TurnCompleted? Completion { get; private set; }

    /// <summary>False when the turn's trace is kept here and still waits to reach Phoenix.</summary>
    public bool Flushed { get; private set; } = true;

    /// <summary>The customer's thumb; null when none was given.</summary>
    public bool? ThumbsUp { get; set; }

    public bool IsRunning => State is LiveTurnState.Running or LiveTurnState.Typing;

    /// <summary>A turn that was over before this page saw it.</summary>
    public static LiveTurn Restored(ConversationMessage question, ConversationMessage? answer)
    {
        var turn = new LiveTurn(question.Turn, question.Text)
        {
            State = question.Outcome switch { TurnOutcome.Failed => LiveTurnState.Failed, TurnOutcome.Stopped => LiveTurnState.Stopped, _ => LiveTurnState.Completed },
            RootSpanId = question.RootSpanId,
            Error = answer?.Error,
        };
        turn.Settle(answer?.Text ?? "");
        return turn;
    }

    /// <summary>A turn whose message a demo is typing.</summary>
    public static LiveTurn Typed(int number) => new(number, "") { State = LiveTurnState.Typing };

    /// <summary>Shows what was typed so far.</summary>
    public void Type(string text) => UserText = text;

    /// <summary>The typed message is sent.</summary>
    public void BeginRunning() => State = LiveTurnState.Running;

    /// <summary>Takes in the next event.</summary>
    public void Apply(AgentEvent happened)
    {
        switch (happened)
        {
            case TurnStarted started: Number = started.Turn; break;
            case StepStarted step: _steps.Add(new LiveStep(step.SpanId, DepthUnder(step.ParentSpanId), step.Name, step.Kind, step.At)); break;
            case StepFinished step: Finish(step); break;
            case Classified classified: Classification = classified; break;
            case ToolStarted tool: ToolCall = $"{tool.Name}({tool.Arguments})"; break;
            case ToolFinished tool: ToolResult = tool.Result; break;
            case DocumentsRetrieved retrieved: Documents = retrieved.Documents; break;
            case TextDelta delta: Append(delta.Text); break;
            case TurnCompleted completed: Complete(completed); break;
            case TurnStopped stopped: (State, RootSpanId, Flushed) = (LiveTurnState.Stopped, NullIfEmpty(stopped.RootSpanId), stopped.Flushed); break;
            case TurnFailed failed: (State, Error, CanRetry, RootSpanId) = (LiveTurnState.Failed, failed.Reason, failed.CanRetry, NullIfEmpty(failed.RootSpanId)); break;
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private void Complete(TurnCompleted completed)
    {
        // The answer of record may differ from the pieces, for example where it was cut.
        _settled.Clear();
        _tail.Clear();
        Settle(completed.Answer);
        (Completion, RootSpanId, Flushed, State) = (completed, completed.RootSpanId, completed.Flushed, LiveTurnState.Completed);
    }

    private void Settle(string text)
    {
        if (text.Length > 0)
        {
            _settled.Add(text);
        }
    }

    private void Append(string text)
    {
        _tail.Append(text);
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            return;
        }

        var written = _tail.ToString();
        var end = written.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end > 0)
        {
            _settled.Add(written[..end]);
            _tail.Clear().Append(written, end + 2, written.Length - end - 2);
        }
    }

    private int DepthUnder(string? parentId) => parentId is not null && _steps.Find(s => s.SpanId == parentId) is { } parent ? parent.Depth + 1 : 0;

    private void Finish(StepFinished finished)
    {
        if (_steps.Find(s => s.SpanId == finished.SpanId) is { } step)
        {
            (step.Duration, step.Failed, step.Summary) = (finished.Duration, finished.Failed, finished.Summary);
        }
    }
}
