namespace SupportDashboard.Evaluations.Ledger;

/// <summary>The configured database cannot be used. The message is a sentence; it never repeats the connection string, which holds a password.</summary>
public sealed class DashboardDatabaseException(string message, Exception? inner) : Exception(message, inner);
