using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Reporting;

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
        var (first, later, empty) = (new StartCost(), new StartCost(), new StartCost());
        for (var round = -1; round < options.Rounds; round++)
        {
            using var folder = new ScratchFolder();
            StartedApp[] apps =
            [
                await StartAsync([typeof(EmptyApp).Assembly.Location, EmptyApp.Command], []),
                await StartAsync([options.Application], Settings(folder)),
                await StartAsync([options.Application], Settings(folder)),
            ];

            // The first round reads the files from disk.
            if (round >= 0)
            {
                empty.Add(apps[0]);
                first.Add(apps[1]);
                later.Add(apps[2]);
            }
        }

        return
        [
            new(FirstStart, first.Time(empty), "-"),
            new(LaterStart, later.Time(empty), "<= 1.3"),
            new("start: resident memory a second after the first page, against an empty MudBlazor app", later.Memory(empty), "-"),
        ];

        async Task<StartedApp> StartAsync(IEnumerable<string> arguments, Dictionary<string, string> environment)
        {
            using var app = await StartedApp.StartAsync(arguments, environment, http, cancellationToken);
            await Task.Delay(Settling, cancellationToken);
            app.MeasureMemory();
            return app;
        }
    }

    private static Dictionary<string, string> Settings(ScratchFolder folder) => new()
    {
        ["SUPPORTDASHBOARD_DATA"] = folder.Path,
        ["LocalPhoenix__Enabled"] = "true",
        ["LocalPhoenix__Port"] = "0",
        ["LocalPhoenix__GrpcPort"] = "0",
    };
}
