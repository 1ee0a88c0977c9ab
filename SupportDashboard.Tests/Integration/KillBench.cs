using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SupportDashboard.Tests.Evaluations;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Integration;

/// <summary>The application as a process that dies while it judges and is started again on the same data, over a judge that a test holds and lets go.</summary>
internal sealed class KillBench : IAsyncDisposable
{
    /// <summary>How many calls the process makes at a time: those are in flight when it dies.</summary>
    public const int Concurrency = 4;

    // A judge that is held answers nobody.
    private int _allowed;
    private int _answered;

    private KillBench() => Folder = Directory.CreateTempSubdirectory("support-dashboard-kill-bench-").FullName;

    /// <summary>The data folder of every process.</summary>
    public string Folder { get; }

    /// <summary>Holds its answers until it is let go.</summary>
    public ScriptedJudge Judge { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<KillBench> OpenAsync()
    {
        var bench = new KillBench();
        bench.Judge = await ScriptedJudge.StartAsync(async (call, context) =>
        {
            if (Interlocked.Increment(ref bench._answered) <= Volatile.Read(ref bench._allowed))
            {
                return ScriptedJudge.Verdict(call.Evaluator == "resolution_status" ? "resolved" : "coherent");
            }

            return await ScriptedJudge.HangAsync(context);
        });
        return bench;
    }

    /// <summary>The application in the test's own process, on the same data.</summary>
    public Task<EvaluationApp> OpenAppAsync() =>
        EvaluationApp.StartAsync(Folder, new() { ["LocalPhoenix:Enabled"] = "true", ["OPENAI_BASE_URL"] = Judge.Endpoint.ToString(), ["Evaluations:Concurrency"] = $"{Concurrency}" });

    /// <summary>The application as a process of its own.</summary>
    public Task<ChildDashboard> StartAsync() => ChildDashboard.StartAsync(
        Folder, Token, ("OPENAI_BASE_URL", Judge.Endpoint.ToString()), ("Evaluations__Concurrency", $"{Concurrency}"), ("PHOENIX_PROJECT_NAME", EvaluationApp.Project));

    /// <summary>From now on every call is answered.</summary>
    public void LetGo() => Volatile.Write(ref _allowed, int.MaxValue);

    /// <summary>
    /// Starts a process, answers it so many calls, and kills it while it waits for as many more as it makes at a time. An answer that is not on disk yet is in
    /// flight, too: that all of them are is waited for, because only then is it known how many calls may be repeated.
    /// </summary>
    public async Task KillAfterAsync(int answers)
    {
        var (asked, stored) = (Judge.Calls.Count, await StoredAsync());
        Volatile.Write(ref _allowed, Volatile.Read(ref _answered) + answers);
        await using var dashboard = await StartAsync();
        await Eventually.BecomesTrueAsync(() => Judge.Calls.Count >= asked + answers + Concurrency, Token);
        await Eventually.BecomesTrueAsync(async () => await StoredAsync() >= stored + answers, Token);
        await dashboard.KillAsync();
    }

    /// <summary>The annotations of sessions in Phoenix, once there are at least so many, as (session, evaluator).</summary>
    public static async Task<IReadOnlyList<(string Session, string Evaluator)>> AnnotationsAsync(ChildDashboard dashboard, IReadOnlyList<string> sessions, int count)
    {
        using var http = new HttpClient { BaseAddress = dashboard.PhoenixAddress };
        var address = $"/v1/projects/{EvaluationApp.Project}/session_annotations?limit=1000&{string.Join('&', sessions.Select(static id => $"session_ids={id}"))}";
        var found = new List<(string, string)>();
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                var answer = JsonNode.Parse(await http.GetStringAsync(address, Token))!;
                found = [.. answer["data"]!.AsArray().Select(static annotation => ((string)annotation!["session_id"]!, (string)annotation["name"]!))];
                return found.Count >= count;
            },
            Token);
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await Judge.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    // Verdicts of the judge in the file of the process.
    private async Task<long> StoredAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "dashboard.db")};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM evaluation_items WHERE judged_at IS NOT NULL AND annotator_kind = 'LLM'";
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
