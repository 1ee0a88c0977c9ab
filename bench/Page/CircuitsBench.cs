using SupportDashboard.Bench.Reporting;
using SupportDashboard.Bench.StartUp;
using static System.FormattableString;

namespace SupportDashboard.Bench.Page;

/// <summary>What the server keeps for each open sessions page, against an empty MudBlazor page: the same browser, one after the other.</summary>
internal sealed class CircuitsBench : IBenchmark
{
    private const int Pages = 40;
    private const int AtOnce = 4;

    // Arrays that were lent and given back are kept for all pages; those that nobody took for a minute are let go.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(70);

    // What is lent and given back again is the pages' own neither before nor after; the fewer arrays are kept, the less they blur.
    private static readonly Dictionary<string, string> FewSpareArrays = new()
    {
        ["DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXPARTITIONCOUNT"] = "1",
        ["DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION"] = "1",
    };

    public string Name => "circuits";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        await using var chromium = await Chromium.StartAsync();
        using var nothing = await StartedApp.StartAsync([typeof(MeasuredHost).Assembly.Location, MeasuredHost.Command, EmptyApp.Command], FewSpareArrays, http, cancellationToken);
        var empty = await MeasureAsync(chromium, nothing, "/", ".mud-typography", cancellationToken);
        var figures = new List<Figure>();
        foreach (var sessions in options.SessionSizes.Order())
        {
            await using var dashboard = await DashboardOnIndex.StartAsync(options, sessions, http, cancellationToken, FewSpareArrays);
            var (heap, resident) = await MeasureAsync(chromium, dashboard.App, "/sessions", ".facet", cancellationToken);
            figures.Add(new(
                Invariant($"page: server memory for an open sessions page at {sessions:#,0}, against an empty MudBlazor page ({Pages} of each)"),
                Invariant($"{heap / empty.Heap:0.00}; {heap / 1024:0} against {empty.Heap / 1024:0} KB of objects, {resident / 1024:0} against {empty.Resident / 1024:0} KB resident"),
                "<= 1.5"));
        }

        return figures;
    }

    // The first page brings what all of them share.
    private static async Task<(double Heap, double Resident)> MeasureAsync(Chromium chromium, StartedApp app, string path, string shows, CancellationToken cancellationToken)
    {
        await using var context = await chromium.OpenAsync();
        await OpenAsync(1);
        var (heap, resident) = await WeighAsync();
        for (var opened = 0; opened < Pages; opened += AtOnce)
        {
            await OpenAsync(AtOnce);
        }

        var (heapThen, residentThen) = await WeighAsync();
        return ((heapThen - heap) / (double)Pages, (residentThen - resident) / Pages);

        Task OpenAsync(int pages) => Task.WhenAll(Enumerable.Range(0, pages).Select(async _ =>
        {
            var page = await context.NewPageAsync();
            var listens = page.WaitForWebSocketAsync();
            await page.GotoAsync(new Uri(app.Address, path).AbsoluteUri);
            await listens;
            await page.Locator(shows).First.WaitForAsync();
        }));

        async Task<(long Heap, double Resident)> WeighAsync()
        {
            await app.HeapAsync(cancellationToken);
            await Task.Delay(Settling, cancellationToken);
            await app.HeapAsync(cancellationToken);
            var weighed = await app.HeapAsync(cancellationToken);
            app.MeasureMemory();
            return (weighed, app.Megabytes * 1024 * 1024);
        }
    }
}
