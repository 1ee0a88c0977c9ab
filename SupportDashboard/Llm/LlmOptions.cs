using System.ComponentModel.DataAnnotations;

namespace SupportDashboard.Llm;

/// <summary>
/// Which models are asked and how patiently. The key and the address are not here: they come from <c>OPENAI_API_KEY</c> and
/// <c>OPENAI_BASE_URL</c>, so that no options object ever holds a secret.
/// </summary>
public sealed class LlmOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Llm";

    /// <summary>The model that classifies and answers.</summary>
    [Required]
    public string ChatModel { get; set; } = "gpt-4o-mini";

    /// <summary>The model that judges sessions.</summary>
    [Required]
    public string JudgeModel { get; set; } = "gpt-5";

    /// <summary>The model that turns questions into vectors.</summary>
    [Required]
    public string EmbeddingModel { get; set; } = "text-embedding-ada-002";

    /// <summary>How long one attempt may stay silent: until the answer's first byte, and then between two reads. 0.1 s to 10 min; 60 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a call is tried again after a transient fault, before its first byte only. 0 to 5; 2 by default.</summary>
    [Range(0, 5)]
    public int MaxRetries { get; set; } = 2;

    /// <summary>The longest pause before another try, also when the server asks for a longer one. Up to 1 min; 4 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(4);
}
