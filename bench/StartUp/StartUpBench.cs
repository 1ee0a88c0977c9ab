using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.StartUp;

/// <summary>From the start of the process to the first page, and the memory a little later, against an empty MudBlazor application.</summary>
internal sealed class StartUpBench : IBenchmark
{
    private const string FirstStart = "start: process to first page, empty data folder, against an empty MudBlazor app";
    private const string LaterStart = "start: process to first page, databases there already, against an empty MudBlazor app";

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    public string Name => "start";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var (first, later, empty, memory, emptyMemory) = (new Samples(), new Samples(), new Samples(), new Samples(), new Samples());
        var (firstRatio, laterRatio, memoryRatio) = (new Samples(), new Samples(), new Samples());
        for (var round = -1; round < options.Rounds; round++)
        {
            using var folder = new ScratchFolder();
            var nothing = await StartAsync([typeof(EmptyApp).Assembly.Location, EmptyApp.Command], new Dictionary<string, string>());
            var fresh = await StartAsync([options.Application], Settings(folder));
            var again = await StartAsync([options.Application], Settings(folder));
            if (round < 0)
            {
                // The first round reads the files from disk.
                continue;
            }

            empty.Add(nothing.Elapsed);
            first.Add(fresh.Elapsed);
            later.Add(again.Elapsed);
            firstRatio.Add(fresh.Elapsed / nothing.Elapsed);
            laterRatio.Add(again.Elapsed / nothing.Elapsed);
            memory.Add(again.Megabytes);
            emptyMemory.Add(nothing.Megabytes);
            memoryRatio.Add(again.Megabytes / nothing.Megabytes);
        }

        return
        [
            new(FirstStart, Invariant($"{firstRatio.Ratio()}; {first.Median:0} against {empty.Median:0} ms"), "-"),
            new(LaterStart, Invariant($"{laterRatio.Ratio()}; {later.Median:0} against {empty.Median:0} ms"), "<= 1.3"),
            new("start: resident memory a second after the first page, against an empty MudBlazor app", Invariant($"{memoryRatio.Ratio()}; {memory.Median:0} against {emptyMemory.Median:0} MB"), "-"),
        ];

        async Task<(TimeSpan Elapsed, double Megabytes)> StartAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
        {
            using var app = await StartedApp.StartAsync(arguments, environment, http, cancellationToken);
            await Task.Delay(Settling, cancellationToken);
            return (app.FirstPage, app.Megabytes);
        }
    }

    private static Dictionary<string, string> Settings(ScratchFolder folder) => new()
    {
        ["SUPPORTDASHBOARD_DATA"] = folder.Path,
        ["LocalPhoenix__Enabled"] = "true",
        ["LocalPhoenix__Port"] = "0",
    };
}
