using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.Memory;

/// <summary>
/// Whether the embedded Phoenix takes more memory the longer it runs: as many spans as a busy hour brings, sent as fast as they are taken,
/// and read now and then. What is compared is the last quarter with the second one, when caches are full and hot code is compiled.
/// </summary>
internal sealed class MemoryBench : IBenchmark
{
    private const int SpansPerSecond = 200;
    private const int AttributeBytes = 2048;
    private const int TurnsPerSession = 4;
    private const int Batch = 512;
    private const int Clients = 4;
    private const int Parts = 80;
    private const double Megabyte = 1024 * 1024;

    public string Name => "memory";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var phoenix = await PhoenixProcess.StartAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = phoenix.Address };
        var all = options.Minutes * 60 * SpansPerSecond;
        var resident = new List<double>();
        foreach (var part in new LoadSpans(AttributeBytes, TurnsPerSession).Endless().Take(all).Chunk(Math.Max(1, all / Parts)))
        {
            await OtlpClients.SendAsync(phoenix.Traces, OtlpBody.Encode(part, Batch), Clients, cancellationToken);
            await http.GetByteArrayAsync($"/v1/projects/{LoadSpans.Project}/spans?limit=1000", cancellationToken);
            await http.GetByteArrayAsync($"/v1/projects/{LoadSpans.Project}/sessions?limit=100", cancellationToken);
            resident.Add(phoenix.ResidentBytes / Megabyte);
        }

        var quarter = resident.Count / 4;
        var (second, last) = (resident.Skip(quarter).Take(quarter).Average(), resident.TakeLast(quarter).Average());
        return
        [
            new(
                Invariant($"collector: resident memory, last against second quarter of {all:#,0} spans ({options.Minutes} minutes at {SpansPerSecond} spans/s, sent at once), read in between"),
                Invariant($"{last / second:0.00}; {last:0} against {second:0} MB, at most {resident.Max():0} MB"),
                "<= 1.1"),
        ];
    }
}
