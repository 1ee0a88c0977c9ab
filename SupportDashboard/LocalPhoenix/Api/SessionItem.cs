using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>A session as REST shows it, with all its traces by start time. The total is prompt + completion; <c>llm.token_count.total</c> does not count.</summary>
internal sealed record SessionItem(
    string Id,
    string SessionId,
    string ProjectId,
    string StartTime,
    string EndTime,
    IReadOnlyList<SessionTraceItem> Traces,
    long TokenCountPrompt,
    long TokenCountCompletion,
    long TokenCountTotal)
{
    public static SessionItem From(StoredSession session, IEnumerable<StoredTrace> traces) => new(
        GlobalId.Of(GlobalId.Session, session.Row),
        session.SessionId,
        GlobalId.Of(GlobalId.Project, session.ProjectRow),
        Timestamps.Write(session.StartNanos),
        Timestamps.Write(session.EndNanos),
        [.. traces.Select(SessionTraceItem.From)],
        session.PromptTokens,
        session.CompletionTokens,
        session.PromptTokens + session.CompletionTokens);
}
