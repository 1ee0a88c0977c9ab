using SupportDashboard.Tracing;

namespace SupportDashboard.Evaluations;

/// <summary>The variables of prompt templates. The list is closed: a name that is not in it is a mistake in the template.</summary>
public static class PromptVariables
{
    public const string Input = "input";
    public const string Output = "output";
    public const string Transcript = "transcript";
    public const string FirstMessage = "first_message";
    public const string LastMessage = "last_message";
    public const string LastAnswer = "last_answer";
    public const string ToolCalls = "tool_calls";
    public const string Documents = "documents";
    public const string Metadata = "metadata";

    /// <summary>All of them, in the order in which a judge is given them: the longest last.</summary>
    public static IReadOnlyList<PromptVariable> All { get; } =
    [
        new(Metadata, "Facts as JSON: number of turns, start, duration, topics, models, tools used, failed steps; in a turn or step its number, in a step its name and kind", IsWork: true),
        new(FirstMessage, "The customer's first message"),
        new(LastMessage, "The customer's last message"),
        new(LastAnswer, "The agent's last answer"),
        new(ToolCalls, "Tool calls with arguments and results, one JSON object a line: of the conversation, or of the judged turn", IsWork: true),
        new(Documents, "Retrieved documents, one JSON object a line: of the conversation, of the judged turn, or of the judged step", IsWork: true),
        new(Output, "What is judged came out of: the agent's last answer, the turn's answer, or the step's output"),
        new(Input, "What is judged: the whole conversation, the turn, or the step's input (of a retrieval: the question)"),
        new(Transcript, "The whole conversation, turn by turn"),
    ];

    /// <summary>The kinds of spans that an evaluator can judge one by one, with what one of them is called.</summary>
    public static IReadOnlyList<(string Kind, string Name)> SpanKindsThatCanBeJudged { get; } =
    [
        (SpanKinds.Retriever, "retrieval"), (SpanKinds.Tool, "tool call"), (SpanKinds.Llm, "model call"), (SpanKinds.Agent, "agent step"),
    ];

    /// <summary>The variable with exactly this name, or null.</summary>
    public static PromptVariable? Find(string name) => All.FirstOrDefault(variable => string.Equals(variable.Name, name, StringComparison.Ordinal));

    /// <summary>What one span of a kind is called.</summary>
    public static string NameOfSpans(string? kind) =>
        SpanKindsThatCanBeJudged.FirstOrDefault(known => string.Equals(known.Kind, kind, StringComparison.Ordinal)).Name ?? "step";
}
