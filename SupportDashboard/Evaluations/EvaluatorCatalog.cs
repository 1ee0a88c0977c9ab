using SupportDashboard.Evaluations.Checks;
using SupportDashboard.Tracing;

namespace SupportDashboard.Evaluations;

/// <summary>
/// The evaluators of the product. Names, labels and scores of the built-in ones are those of the Phoenix tutorial
/// (contract.md F.6), so that verdicts of other tools on the same project mean the same; <c>unknown</c> is added as the judge's way out.
/// </summary>
public static class EvaluatorCatalog
{
    /// <summary>Does the agent keep what was said before, and build on it?</summary>
    public static Evaluator ConversationCoherence { get; } = new()
    {
        Name = "conversation_coherence",
        Title = "Coherence",
        Version = 1,
        Question = "Did the agent keep the thread of the conversation?",
        PromptTemplate = PromptResource.Read("conversation_coherence"),
        Choices =
        [
            new("coherent", 1, "Coherent", "The agent kept to what was said before and built on it.", true),
            new("incoherent", 0, "Lost context", "The agent forgot, asked again for, or contradicted what was said before.", false),
            Unknown("Too little was said to tell."),
        ],
    };

    /// <summary>Did the customer get what she came for?</summary>
    public static Evaluator ResolutionStatus { get; } = new()
    {
        Name = "resolution_status",
        Title = "Resolution",
        Version = 1,
        Question = "Did the customer get what she came for?",
        PromptTemplate = PromptResource.Read("resolution_status"),
        Choices =
        [
            new("resolved", 1, "Resolved", "Every question was answered and every need met.", true),
            new("unresolved", 0, "Unresolved", "Something that was asked for is still open, or could not be done.", false),
            Unknown("The transcript does not show how it ended."),
        ],
    };

    /// <summary>Was the customer frustrated, and did the agent make up for it?</summary>
    public static Evaluator UserFrustration { get; } = new()
    {
        Name = "user_frustration",
        Title = "Frustration",
        Version = 1,
        Question = "Did the customer become frustrated, and did it pass?",
        PromptTemplate = PromptResource.Read("user_frustration"),
        Choices =
        [
            new("none", 1, "Not frustrated", "The customer showed no frustration.", true),
            new("resolved", 0.5, "Calmed down", "The customer was frustrated, and no longer was at the end.", true),
            new("unresolved", 0, "Frustrated", "The customer was frustrated, and still was at the end.", false),
            Unknown("The customer said too little to tell."),
        ],
    };

    /// <summary>Did the agent do what it said it had done?</summary>
    public static Evaluator SaidButNotDone { get; } = Code(
        "said_but_not_done",
        "Said and done",
        "Did the agent do what it said it had done?",
        [
            new(Checks.SaidButNotDone.Done, 1, "Said and done", "Whatever the agent said it had done, a tool call that succeeded did.", true),
            new(Checks.SaidButNotDone.NotDone, 0, "Said, not done", "The agent said that something was done which no successful tool call did.", false),
        ]);

    /// <summary>Did the agent ask for what it had been given?</summary>
    public static Evaluator ContextLoss { get; } = Code(
        "context_loss",
        "Memory",
        "Did the agent ask for something that the customer had already given?",
        [
            new(Checks.ContextLoss.Kept, 1, "Remembered", "The agent asked for nothing that the customer had given.", true),
            new(Checks.ContextLoss.Lost, 0, "Asked again", "The agent asked for an order number, name, e-mail address or the like that it had been given.", false),
        ]);

    /// <summary>Did each tool call succeed? Name, labels and scores are the Phoenix tutorial's.</summary>
    public static Evaluator ToolResult { get; } = Code(
        "tool_result",
        "Tools",
        "Did the agent's tools do what they were called for?",
        [
            new(ToolResultCheck.Success, 1, "Tools worked", "Every tool call succeeded.", true),
            new(ToolResultCheck.Error, 0, "A tool failed", "A tool call failed, or returned an error or that something was not found.", false),
            Unknown("The agent called no tool."),
        ],
        EvaluatorScope.Span) with
    { SpanKind = SpanKinds.Tool };

    /// <summary>Did each retrieval find what the answer needs? Name, labels and scores are the Phoenix tutorial's.</summary>
    public static Evaluator RetrievalRelevance { get; } = new()
    {
        Name = "retrieval_relevance",
        Title = "Retrieval",
        Version = 1,
        Question = "Did the agent find the documents that it needed?",
        Scope = EvaluatorScope.Span,
        SpanKind = SpanKinds.Retriever,
        PromptTemplate = PromptResource.Read("retrieval_relevance"),
        Choices =
        [
            new("relevant", 1, "Found what it needed", "At least one document answers what was asked.", true),
            new("irrelevant", 0, "Found nothing useful", "No document answers what was asked.", false),
            Unknown("The agent looked nothing up, or what was asked cannot be made out."),
        ],
    };

    /// <summary>The evaluators that are asked unless others are chosen, in the order in which badges are shown.</summary>
    public static IReadOnlyList<Evaluator> Standard { get; } = [ConversationCoherence, ResolutionStatus];

    /// <summary>All evaluators: the standard ones first.</summary>
    public static IReadOnlyList<Evaluator> All { get; } = [.. Standard, UserFrustration, SaidButNotDone, ContextLoss, ToolResult, RetrievalRelevance];

    /// <summary>The evaluator with exactly this name, or null.</summary>
    public static Evaluator? Find(string name) =>
        All.FirstOrDefault(evaluator => string.Equals(evaluator.Name, name, StringComparison.Ordinal));

    private static Evaluator Code(string name, string title, string question, IReadOnlyList<EvaluatorChoice> choices, EvaluatorScope scope = EvaluatorScope.Session) => new()
    {
        Name = name,
        Title = title,
        Version = 1,
        Question = question,
        Kind = EvaluatorKind.Code,
        Scope = scope,
        SeesWork = true,
        PromptTemplate = PromptResource.Read(name),
        Choices = choices,
    };

    private static EvaluatorChoice Unknown(string description) => new(Evaluator.UnknownLabel, null, "Can't tell", description, null);
}
