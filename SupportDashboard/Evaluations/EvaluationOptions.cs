using System.ComponentModel.DataAnnotations;

namespace SupportDashboard.Evaluations;

/// <summary>How evaluation runs use the model and Phoenix. Section <c>Evaluations</c>.</summary>
public sealed class EvaluationOptions
{
    public const string SectionName = "Evaluations";

    /// <summary>Judge calls at the same time, over all runs of this process; fewer while the model's server keeps refusing.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 16;

    /// <summary>Chunks that are worked on at the same time, of one run or several; they share <see cref="Concurrency"/>.</summary>
    [Range(2, 32)]
    public int Workers { get; set; } = 8;

    /// <summary>Items that one job takes before the next run gets its turn; never fewer than four for each call at the same time.</summary>
    [Range(1, 10_000)]
    public int ChunkSize { get; set; } = 200;

    /// <summary>Sessions times evaluators that one run may hold.</summary>
    [Range(1, 1_000_000)]
    public int MaxItemsPerRun { get; set; } = 200_000;

    /// <summary>Longest transcript that is sent to the judge, in characters; a longer one is cut and its verdict says so.</summary>
    [Range(2_000, 4_000_000)]
    public int MaxTranscriptCharacters { get; set; } = 200_000;

    /// <summary>
    /// Longest time for one verdict, retries and repair included. It is counted while a call runs: neither the wait for a place among
    /// <see cref="Concurrency"/> nor a pause that the model's server asks for is part of it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan JudgeDeadline { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a verdict waits for a model's server that refuses it with 429. Then it is not judged if others were taken meanwhile; if nothing was,
    /// the run is paused and the verdict stays asked for.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RateLimitPatience { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a verdict waits for a session that Phoenix does not know (yet).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan WriteGracePeriod { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the judges' own calls are traced, into a project of their own in Phoenix.</summary>
    public bool TraceJudges { get; set; } = true;
}
