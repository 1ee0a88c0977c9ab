namespace SupportDashboard.Evaluations.Ledger;

/// <summary>Wants to know when another dashboard changed the database that they share.</summary>
internal interface ILedgerListener
{
    /// <summary>Something changed, nobody says what; at most about twice a second, from any thread. Returns quickly and does not throw.</summary>
    void LookAgain();
}
