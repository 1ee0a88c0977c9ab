namespace SupportDashboard.Bench.Runs;

/// <summary>What evaluations are started with.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Judge">The address of the model's API.</param>
/// <param name="Concurrency">Judge calls at the same time.</param>
internal sealed record RunSetup(string Folder, Uri Judge, int Concurrency)
{
    /// <summary>The connection string of the ledger; null for a file in the folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>Whether the judges' calls are traced into Phoenix.</summary>
    public bool Traces { get; init; } = true;

    /// <summary>Whether the index follows Phoenix by itself.</summary>
    public bool Follows { get; init; } = true;
}
