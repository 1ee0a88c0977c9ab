using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations;

/// <summary>What a job works on, and what ends it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Places">Released once for each item that has come to an end.</param>
/// <param name="Waiting">Ends reading and waiting for the model.</param>
/// <param name="Calling">Ends calls that are under way, too.</param>
internal sealed record RunWork(RunRow Run, SemaphoreSlim Places, CancellationToken Waiting, CancellationToken Calling);
