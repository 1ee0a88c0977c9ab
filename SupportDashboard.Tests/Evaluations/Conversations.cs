using System.Net.Http.Json;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>Puts conversations into the Phoenix that an application uses, as another agent would: over HTTP.</summary>
internal static class Conversations
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The root span of the turn, from 1.</summary>
    public static string RootSpan(string sessionId, int turn) => Hash($"{sessionId}/{turn}")[..16];

    /// <summary>Adds one root span per turn and returns when Phoenix has them.</summary>
    public static async Task AddAsync(EvaluationApp app, string sessionId, params (string User, string Agent)[] turns)
    {
        var token = TestContext.Current.CancellationToken;
        using var http = new HttpClient { BaseAddress = app.Get<PhoenixConnection>().Endpoint };
        var spans = turns.Select((turn, index) => new
        {
            name = "support-agent",
            context = new { trace_id = Hash($"trace {sessionId}/{index + 1}")[..32], span_id = RootSpan(sessionId, index + 1) },
            span_kind = "AGENT",
            parent_id = (string?)null,
            start_time = Start.AddMinutes(index).ToString("O"),
            end_time = Start.AddMinutes(index).AddSeconds(2).ToString("O"),
            status_code = "OK",
            status_message = "",
            attributes = new Dictionary<string, object> { ["session.id"] = sessionId, ["input.value"] = turn.User, ["output.value"] = turn.Agent },
        });
        var answer = await http.PostAsJsonAsync($"/v1/projects/{EvaluationApp.Project}/spans", new { data = spans }, token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(token));
        await Fakes.Eventually.BecomesTrueAsync(
            async () => (await app.Get<SupportDashboard.Sessions.TranscriptReader>().ReadAsync(EvaluationApp.Project, sessionId, token))?.Turns.Count >= turns.Length, token);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
