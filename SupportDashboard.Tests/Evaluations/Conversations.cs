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
    public static Task AddAsync(EvaluationApp app, string sessionId, params (string User, string Agent)[] turns) => ContinueAsync(app, sessionId, 0, turns);

    /// <summary>The same after some turns that are there already.</summary>
    public static async Task ContinueAsync(EvaluationApp app, string sessionId, int before, params (string User, string Agent)[] turns)
    {
        var token = TestContext.Current.CancellationToken;
        using var http = new HttpClient { BaseAddress = app.Get<PhoenixConnection>().Endpoint };
        var spans = turns.Select((turn, added) => (Turn: turn, Index: before + added)).Select(next => new
        {
            name = "support-agent",
            context = new { trace_id = Hash($"trace {sessionId}/{next.Index + 1}")[..32], span_id = RootSpan(sessionId, next.Index + 1) },
            span_kind = "AGENT",
            parent_id = (string?)null,
            start_time = Start.AddMinutes(next.Index).ToString("O"),
            end_time = Start.AddMinutes(next.Index).AddSeconds(2).ToString("O"),
            status_code = "OK",
            status_message = "",
            attributes = new Dictionary<string, object> { ["session.id"] = sessionId, ["input.value"] = next.Turn.User, ["output.value"] = next.Turn.Agent },
        });
        var answer = await http.PostAsJsonAsync($"/v1/projects/{EvaluationApp.Project}/spans", new { data = spans }, token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(token));
        await Fakes.Eventually.BecomesTrueAsync(
            async () => (await app.Get<SupportDashboard.Sessions.TranscriptReader>().ReadAsync(EvaluationApp.Project, sessionId, token))?.Turns.Count >= before + turns.Length, token);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
