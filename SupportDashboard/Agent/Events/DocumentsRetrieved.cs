namespace SupportDashboard.Agent;

/// <summary>The documents the answer may use, best first; empty when nothing was close enough.</summary>
public sealed record DocumentsRetrieved(IReadOnlyList<RetrievedDocument> Documents) : AgentEvent;
