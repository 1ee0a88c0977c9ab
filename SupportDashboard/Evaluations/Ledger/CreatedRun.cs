namespace SupportDashboard.Evaluations.Ledger;

/// <summary>The answer to a request to judge.</summary>
/// <param name="RunId">The run that works on it.</param>
/// <param name="NewItems">How many items were added; 0 when everything asked for is being worked on already.</param>
internal sealed record CreatedRun(Guid RunId, int NewItems);
