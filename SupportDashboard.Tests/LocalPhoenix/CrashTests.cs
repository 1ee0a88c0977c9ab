using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class CrashTests : IDisposable
{
    private const int Rounds = 10;
    private const int Senders = 4;
    private const int MostAnswers = 80;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("support-dashboard-crash-");
    private readonly Random _random = new(20261122);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Whatever_was_acknowledged_survives_a_killed_process_exactly_once()
    {
        var senders = Enumerable.Range(0, Senders).Select(static number => new CrashSender(number)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            using var server = await KillableServer.StartAsync(_folder.FullName, Token);
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"round {round}: started in {server.Started.TotalMilliseconds:F0} ms, {senders.Sum(static sender => sender.Spans.Count)} spans acknowledged"));
            CompareStore(senders);
            await LoadAndKillAsync(server, senders);
        }

        using var last = await KillableServer.StartAsync(_folder.FullName, Token);
        CompareStore(senders);
        await CompareAnswersAsync(last, senders);
    }

    /// <summary>
    /// Kills while all senders are at work, after a random number of answers and right behind one of them: an answer that came before
    /// its commit would be found out there.
    /// </summary>
    private async Task LoadAndKillAsync(KillableServer server, List<CrashSender> senders)
    {
        var remaining = _random.Next(1, MostAnswers);
        using var http = new HttpClient { BaseAddress = server.Address };
        await Task.WhenAll(senders.Select(sender => sender.SendUntilItDiesAsync(http, CountAndKill, Token)));
        Assert.True(remaining <= 0);

        void CountAndKill()
        {
            if (Interlocked.Decrement(ref remaining) == 0)
            {
                server.Kill();
            }
        }
    }

    /// <summary>Reads the file beside the server that has recovered it.</summary>
    private void CompareStore(List<CrashSender> senders)
    {
        var path = Path.Combine(_folder.FullName, LocalPhoenixServer.FileName);
        using var store = StoreConnection.OpenReader(path);

        var spans = store.Rows("SELECT span_id FROM spans", static reader => reader.GetString(0));
        var annotations = store.Rows(
            "SELECT identifier FROM annotations UNION ALL SELECT identifier FROM pending_annotations", static reader => reader.GetString(0));

        Assert.Empty(senders.SelectMany(static sender => sender.Spans).Except(spans));
        Assert.Empty(senders.SelectMany(static sender => sender.Annotations).Except(annotations));
        Assert.Equal(spans.Count, spans.Distinct().Count());
        Assert.Equal(annotations.Count, annotations.Distinct().Count());
        Assert.Equal((0, 0, 0), StoreScan.CountWrong(store));

        // A request is stored whole or not at all.
        Assert.Equal(0, store.Value<long>("SELECT count(*) FROM (SELECT 1 FROM spans GROUP BY trace_row HAVING count(*) <> $1)", CrashSender.SpansPerTrace));
    }

    private static async Task CompareAnswersAsync(KillableServer server, List<CrashSender> senders)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = await http.GetFromJsonAsync<JsonElement>(
                $"/v1/projects/{CrashSender.Project}/spans?limit=1000" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)), Token);
            read.AddRange(page.GetProperty("data").EnumerateArray().Select(static span => span.GetProperty("context").GetProperty("span_id").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Empty(senders.SelectMany(static sender => sender.Spans).Except(read));
        Assert.Equal(read.Count, read.Distinct().Count());
    }
}
