namespace SupportDashboard.Evaluations.Ledger;

/// <summary>What an item asks: a version of an evaluator about a session.</summary>
internal readonly record struct ItemKey(string SessionId, string Evaluator, int Version);
