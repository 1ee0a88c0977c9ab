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

    /// <summary>The evaluators that are asked unless others are chosen, in the order in which badges are shown.</summary>
    public static IReadOnlyList<Evaluator> Standard { get; } = [ConversationCoherence, ResolutionStatus];

    /// <summary>All evaluators: the standard ones first.</summary>
    public static IReadOnlyList<Evaluator> All { get; } = Standard;

    /// <summary>The evaluator with exactly this name, or null.</summary>
    public static Evaluator? Find(string name) =>
        All.FirstOrDefault(evaluator => string.Equals(evaluator.Name, name, StringComparison.Ordinal));

    private static EvaluatorChoice Unknown(string description) => new(Evaluator.UnknownLabel, null, "Can't tell", description, null);
}
