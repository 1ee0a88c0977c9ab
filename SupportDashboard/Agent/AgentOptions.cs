using System.ComponentModel.DataAnnotations;

namespace SupportDashboard.Agent;

/// <summary>The agent's limits and the threshold of its retrieval.</summary>
public sealed class AgentOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Agent";

    /// <summary>Turns that may run at the same time; one more is told to try again. 1 to 1,000; 64 by default.</summary>
    [Range(1, 1000)]
    public int MaxConcurrentTurns { get; set; } = 64;

    /// <summary>Conversations kept in memory; older ones are read back from Phoenix when opened. 1 to 100,000; 1,000 by default.</summary>
    [Range(1, 100_000)]
    public int MaxConversations { get; set; } = 1000;

    /// <summary>Earlier messages a model call may see, in characters, newest first. 0 to 1,000,000; 24,000 by default.</summary>
    [Range(0, 1_000_000)]
    public int MaxHistoryCharacters { get; set; } = 24_000;

    /// <summary>The longest answer in characters; a longer one is cut. 1,000 to 1,000,000; 32,000 by default.</summary>
    [Range(1000, 1_000_000)]
    public int MaxAnswerCharacters { get; set; } = 32_000;

    /// <summary>How many documents an answer may use. 1 to 20; 2 by default, as in the tutorial.</summary>
    [Range(1, 20)]
    public int TopDocuments { get; set; } = 2;

    /// <summary>
    /// The cosine similarity below which a document is not used, whatever the embedding model. Unset by default: models differ too much
    /// (<c>text-embedding-ada-002</c> rates unrelated sentences above 0.7), so each known one has its own in the knowledge base.
    /// </summary>
    [Range(-1.0, 1.0)]
    public double? MinSimilarity { get; set; }
}
