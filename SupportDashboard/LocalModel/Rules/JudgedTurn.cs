using SupportDashboard.Evaluations.Checks;

namespace SupportDashboard.LocalModel;

/// <summary>A turn of the transcript that is judged; what was not said is empty.</summary>
internal sealed record JudgedTurn(int Number, string User, string Agent)
{
    /// <summary>The agent's tool calls, where the prompt shows them.</summary>
    public IReadOnlyList<CheckedCall> Calls { get; init; } = [];

    public bool HasAnswer => Agent.Length > 0;

    public HashSet<string> Asked { get; } = Words.ConceptsOf(User);

    public HashSet<string> Answered { get; } = Words.ConceptsOf(Agent);

    /// <summary>The first sentence of the agent's answer, for evidence.</summary>
    public string FirstAnswerSentence => Words.SentencesOf(Agent).FirstOrDefault() ?? string.Empty;
}
