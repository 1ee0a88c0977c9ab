using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix.Crash;

/// <summary>
/// Starts the application, compares its store with what was acknowledged, sends from four senders at once and kills it, over and
/// over on one data folder. Used by the tests and, for longer, by the benchmarks.
/// </summary>
internal sealed class CrashRounds(string folder, int seed)
{
    private const int Senders = 4;
    private const int MostAnswers = 80;

    // Somewhat more than a group commit takes.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(30);

    private readonly Random _random = new(seed);
    private readonly List<CrashSender> _senders = [.. Enumerable.Range(0, Senders).Select(static number => new CrashSender(number))];

    /// <summary>How long each start after a crash took, from the start of the process to the first answer.</summary>
    public List<TimeSpan> Starts { get; } = [];

    /// <summary>How long the first start took, which finds an empty folder and nothing to recover.</summary>
    public TimeSpan CleanStart { get; private set; }

    /// <summary>How many spans were acknowledged so far.</summary>
    public int Spans => _senders.Sum(static sender => sender.Spans.Count);

    /// <summary>How many annotations were acknowledged so far.</summary>
    public int Annotations => _senders.Sum(static sender => sender.Annotations.Count);

    /// <summary>Runs all rounds and a last comparison, also over REST; <paramref name="tell"/> gets a line per round.</summary>
    /// <exception cref="CrashException">Something was lost, doubled, or summed wrong.</exception>
    public async Task RunAsync(int rounds, Action<string> tell, CancellationToken cancellationToken)
    {
        for (var round = 0; round < rounds; round++)
        {
            using var server = await StartAsync(cancellationToken);
            tell(FormattableString.Invariant(
                $"round {round}: started in {server.Started.TotalMilliseconds:F0} ms, {Spans} spans and {Annotations} annotations acknowledged"));
            await LoadAndKillAsync(server, cancellationToken);
        }

        using var last = await StartAsync(cancellationToken);
        await CompareAnswersAsync(last, cancellationToken);
    }

    private async Task<KillableServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = await KillableServer.StartAsync(folder, cancellationToken);
        try
        {
            if (Spans > 0)
            {
                Starts.Add(server.Started);
            }
            else
            {
                CleanStart = server.Started;
            }

            CompareStore();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Kills while all senders are at work, after a random number of answers: in half of the rounds right behind one of them, where an
    /// answer that came before its commit would be found out, in the others a little later, somewhere in the work of the next commit.
    /// </summary>
    private async Task LoadAndKillAsync(KillableServer server, CancellationToken cancellationToken)
    {
        var remaining = _random.Next(1, MostAnswers);
        var delay = _random.Next(2) * _random.NextDouble() * LongestDelay;
        using var http = new HttpClient { BaseAddress = server.Address };
        await Task.WhenAll(_senders.Select(sender => sender.SendUntilItDiesAsync(http, CountAndKill, cancellationToken)));
        Require(remaining <= 0, "the server died by itself");

        void CountAndKill()
        {
            if (Interlocked.Decrement(ref remaining) == 0)
            {
                // A timer is too coarse for this.
                var began = Stopwatch.GetTimestamp();
                SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(began) >= delay);
                server.Kill();
            }
        }
    }

    /// <summary>Reads the file beside the server that has recovered it.</summary>
    private void CompareStore()
    {
        using var store = StoreConnection.OpenReader(Path.Combine(folder, LocalPhoenixServer.FileName));
        RequireOnce("spans", _senders.SelectMany(static sender => sender.Spans), store.Rows("SELECT span_id FROM spans", static reader => reader.GetString(0)));
        RequireOnce(
            "annotations",
            _senders.SelectMany(static sender => sender.Annotations),
            store.Rows("SELECT identifier FROM annotations UNION ALL SELECT identifier FROM pending_annotations", static reader => reader.GetString(0)));

        Require(StoreScan.CountWrong(store) == (0, 0, 0), $"traces, sessions, orphans that differ from the scan: {StoreScan.CountWrong(store)}");
        RequireNone(store, "requests stored in part", "SELECT count(*) FROM (SELECT 1 FROM spans GROUP BY trace_row HAVING count(*) <> $1)", CrashSender.SpansPerTrace);
        RequireNone(
            store, "annotations that still wait for a session which is there", "SELECT count(*) FROM pending_annotations WHERE target_id IN (SELECT session_id FROM sessions)");
    }

    private async Task CompareAnswersAsync(KillableServer server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = await http.GetFromJsonAsync<JsonElement>(
                $"/v1/projects/{CrashSender.Project}/spans?limit=1000" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)), cancellationToken);
            read.AddRange(page.GetProperty("data").EnumerateArray().Select(static span => span.GetProperty("context").GetProperty("span_id").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        RequireOnce("spans over REST", _senders.SelectMany(static sender => sender.Spans), read);
    }

    private static void RequireOnce(string what, IEnumerable<string> acknowledged, List<string> found)
    {
        var distinct = found.ToHashSet();
        var lost = acknowledged.Count(id => !distinct.Contains(id));
        Require(lost == 0 && distinct.Count == found.Count, FormattableString.Invariant($"{what}: {lost} lost, {found.Count - distinct.Count} doubled"));
    }

    private static void RequireNone(StoreConnection store, string what, string count, params ReadOnlySpan<object?> values) =>
        Require(store.Value<long>(count, values) == 0, what);

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new CrashException(what);
        }
    }
}
