namespace SupportDashboard.Evaluations.Ledger;

/// <summary>A verdict on its way into the ledger. Instants are UTC milliseconds since 1970.</summary>
/// <param name="ItemId">The item that it ends.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Now">When.</param>
/// <param name="NextWriteAt">Before then only this process writes it to Phoenix; null leaves it to whoever looks first.</param>
internal sealed record VerdictChange(long ItemId, StoredVerdict Verdict, long Now, long? NextWriteAt);
