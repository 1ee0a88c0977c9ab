namespace SupportDashboard.Bench.Reporting;

/// <summary>One row of the table: what was measured, what came out, and what it should be.</summary>
internal sealed record Figure(string Name, string Measured, string Target);
