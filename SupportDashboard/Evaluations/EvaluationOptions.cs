using System.ComponentModel.DataAnnotations;

namespace SupportDashboard.Evaluations;

/// <summary>How evaluation runs use the model and Phoenix. Section <c>Evaluations</c>.</summary>
public sealed class EvaluationOptions
{
    public const string SectionName = "Evaluations";

    /// <summary>Judge calls at the same time, over all runs of this process.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 4;

    /// <summary>Runs that are worked on at the same time; they share <see cref="Concurrency"/>.</summary>
    [Range(1, 32)]
    public int Workers { get; set; } = 4;

    /// <summary>Items that one job works through before the next run gets its turn.</summary>
    [Range(1, 10_000)]
    public int ChunkSize { get; set; } = 50;

    /// <summary>Sessions times evaluators that one run may hold.</summary>
    [Range(1, 1_000_000)]
    public int MaxItemsPerRun { get; set; } = 200_000;

    /// <summary>Longest transcript that is sent to the judge, in characters; a longer one is cut and its verdict says so.</summary>
    [Range(2_000, 4_000_000)]
    public int MaxTranscriptCharacters { get; set; } = 200_000;

    /// <summary>Longest time for one verdict, retries and repair included.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan JudgeDeadline { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a verdict waits for a session that Phoenix does not know (yet).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan WriteGracePeriod { get; set; } = TimeSpan.FromMinutes(10);
}
