using System.Diagnostics;
using System.Text.Json;
using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using SupportDashboard.Sessions.Syncing;
using static System.FormattableString;

namespace SupportDashboard.Bench.Sync;

/// <summary>How fast a Phoenix is imported into the index, against a bare loop that only reads the same pages.</summary>
internal sealed class SyncBench : IBenchmark
{
    private const int AttributeBytes = 2048;
    private const int TurnsPerSession = 4;
    private const int MostSessions = 2500;
    private const int Batch = 512;
    private const int Clients = 4;
    private const int PageSize = 1000;

    public string Name => "sync";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var phoenix = await PhoenixProcess.StartAsync(cancellationToken);
        var load = new LoadSpans(AttributeBytes, TurnsPerSession);
        var sessions = Math.Min(options.Sessions, MostSessions);
        await OtlpClients.SendAsync(phoenix.Traces, OtlpBody.Encode(load.Endless().Take(sessions * load.PerSession), Batch), Clients, cancellationToken);
        var (ratio, bare, folded, searchable) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var round = -1; round < options.Rounds; round++)
        {
            var read = await ReadAsync(phoenix, cancellationToken);
            var (imported, searched) = await ImportAsync(phoenix, cancellationToken);
            if (round >= 0)
            {
                ratio.Add(imported / read);
                bare.Add(read);
                folded.Add(imported);
                searchable.Add(searched);
            }
        }

        var step = await StepAsync(phoenix, cancellationToken);
        return
        [
            new("sync: spans/s folded into the index against spans/s of a bare loop over the REST list", Invariant($"{ratio.Ratio()}; {folded.Median:#,0} against {bare.Median:#,0}"), ">= 0.5"),
            new("sync: spans/s until every text can be searched, too", Invariant($"{searchable.Median:#,0}; {searchable.Median / bare.Median:0.00} of the bare loop"), "printed"),
            new(Invariant($"sync: comparing {new SyncOptions().ReconcileTraces} traces with Phoenix"), step.Milliseconds(), ""),
            await RowBench.RunAsync(cancellationToken),
        ];
    }

    // Spans per second.
    private static async Task<double> ReadAsync(PhoenixProcess phoenix, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = phoenix.Address };
        var (spans, cursor) = (0L, "");
        var started = Stopwatch.GetTimestamp();
        do
        {
            var body = await http.GetByteArrayAsync($"/v1/projects/{LoadSpans.Project}/spans?limit={PageSize}{cursor}", cancellationToken);
            using var page = JsonDocument.Parse(body);
            spans += page.RootElement.GetProperty("data").GetArrayLength();
            cursor = page.RootElement.GetProperty("next_cursor").GetString() is { } next ? "&cursor=" + Uri.EscapeDataString(next) : null;
        }
        while (cursor is not null);

        return spans / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // Spans per second: until all are in the index, and until all texts can be searched.
    private static async Task<(double Imported, double Searchable)> ImportAsync(PhoenixProcess phoenix, CancellationToken cancellationToken)
    {
        await using var index = new IndexHost(phoenix.Address);
        var started = Stopwatch.GetTimestamp();
        var spans = await index.ImportAsync(cancellationToken);
        var imported = Stopwatch.GetElapsedTime(started);
        await index.FinishTextsAsync(cancellationToken);
        return (spans / imported.TotalSeconds, spans / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static async Task<Samples> StepAsync(PhoenixProcess phoenix, CancellationToken cancellationToken)
    {
        await using var index = new IndexHost(phoenix.Address);
        await index.ImportAsync(cancellationToken);
        var id = await index.Get<IndexSource>().IdAsync(LoadSpans.Project, cancellationToken);
        var marks = await index.Get<HeadFollower>().MarksAsync(LoadSpans.Project, id, cancellationToken);
        var samples = new Samples();
        for (var through = false; !through;)
        {
            var started = Stopwatch.GetTimestamp();
            (_, through) = await index.Get<Reconciler>().StepAsync(marks, cancellationToken);
            samples.Add(Stopwatch.GetElapsedTime(started));
        }

        return samples;
    }
}
