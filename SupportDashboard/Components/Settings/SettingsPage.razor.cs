using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Hosting;
using SupportDashboard.Llm;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Settings;

/// <summary>What is connected and how it is doing. Everything is set by environment variables; keys are never shown.</summary>
public sealed partial class SettingsPage(PhoenixConnection phoenix, LlmConnection model, SyncStatus sync, LocalPhoenixServer server, DataFolder folder, DashboardDatabase database, BrowserTime browserTime) : IDisposable
{
    private IDisposable? _subscription;

    private IEnumerable<Card> Cards =>
    [
        new(
            "Phoenix",
            [
                ("In use", phoenix.Mode switch { PhoenixMode.Embedded => "The embedded one", PhoenixMode.Discovered => "One that already ran on this machine", _ => "The configured one" }),
                ("Address", phoenix.Endpoint.AbsoluteUri),
                ("Version", phoenix.ServerVersion ?? "not known yet"),
                ("Project", phoenix.Project),
                ("Key", phoenix.ApiKey is null ? "none" : "set, not shown"),
                .. OlderServer(),
                ("State", phoenix.Health.IsConnected ? "Answers" : phoenix.Health.Reason ?? "Not asked yet"),
                ("Kept", server.Kept ?? "As its own settings say"),
                ("Conversations read", sync.Of(phoenix.Project).LastSync is { } last ? $"last at {Clock.Exact(last, browserTime.Zone)}" : "not yet"),
                ("Compared with Phoenix", sync.Of(phoenix.Project).CheckedAt is { } compared ? $"all conversations, last at {Clock.Exact(compared, browserTime.Zone)}" : "not yet"),
            ],
            "Set PHOENIX_ENDPOINT, PHOENIX_API_KEY and PHOENIX_PROJECT_NAME to use another one."),
        new(
            "Model",
            [
                ("In use", model.IsEmbedded ? "The embedded one: fixed rules, no language model" : model.DisplayName),
                ("Address", model.Endpoint.AbsoluteUri),
                ("Answers", model.ChatModel),
                ("Judges", model.JudgeModel),
                ("Vectors", model.EmbeddingModel),
            ],
            "Set OPENAI_API_KEY, and OPENAI_BASE_URL for any other OpenAI-compatible server, to use a real model."),
        new(
            "This application",
            [("Data folder", folder.Root), ("Runs, rules, evaluators, views", database.Name)],
            "Set SUPPORTDASHBOARD_DATA to keep the data elsewhere, and ConnectionStrings__Dashboard to share the runs with other dashboards through PostgreSQL."),
    ];

    private IEnumerable<(string, string)> OlderServer() =>
        phoenix.Capabilities.Limits is { Count: > 0 } limits ? [("With this version", string.Join(' ', limits))] : [];

    public void Dispose() => _subscription?.Dispose();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _subscription = phoenix.Subscribe(() => _ = InvokeAsync(StateHasChanged));
        }
    }

    private sealed record Card(string Title, IReadOnlyList<(string Term, string Text)> Facts, string How);
}
