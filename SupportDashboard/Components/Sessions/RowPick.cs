namespace SupportDashboard.Components.Sessions;

/// <summary>A press on a row's checkbox.</summary>
/// <param name="SessionId">Whose.</param>
/// <param name="Extend">Shift was held: everything since the last pressed one follows.</param>
public sealed record RowPick(string SessionId, bool Extend);
