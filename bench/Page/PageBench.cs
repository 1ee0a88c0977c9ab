using System.Text.Json;
using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.Page;

/// <summary>From a click on the sessions page to painted rows, in Chromium, and how long the browser was busy in one piece meanwhile.</summary>
internal sealed class PageBench : IBenchmark
{
    private const int WarmUp = 2;
    private const int TurnsOfRound = 3;

    private static readonly (string Name, string Selector, string Shows)[] Clicks =
    [
        ("filter", ".facet-pane [aria-label='Resolution'] a", Rows),
        ("no filter", ".facet-pane [aria-label='Resolution'] a", Rows),
        ("sort", ".as-table th a[title='Most tokens']", Rows),
        ("newest first", ".as-table th a[title='Newest first']", Rows),
        ("next page", ".pager a:last-child", Rows),
        ("previous page", ".pager a:first-child", Rows),
        ("open", "[data-open]", "opened"),
        ("close", ".reading-pane a[aria-label='Back to the list']", "closed"),
    ];

    private const string Rows = "rows";

    public string Name => "page";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var figures = new List<Figure>();
        foreach (var sessions in options.SessionSizes.Order())
        {
            await using var dashboard = await DashboardOnIndex.StartAsync(options, sessions, http, cancellationToken);
            await using var chromium = await Chromium.StartAsync();
            figures.AddRange(await MeasureAsync(chromium, dashboard.App.Address, sessions, options.Rounds * TurnsOfRound, cancellationToken));
        }

        return figures;
    }

    private static async Task<List<Figure>> MeasureAsync(Chromium chromium, Uri address, int sessions, int rounds, CancellationToken cancellationToken)
    {
        await using var context = await chromium.OpenAsync();
        await context.AddInitScriptAsync(Script);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(address, "/sessions?view=table").AbsoluteUri);
        await page.Locator("[data-open]").First.WaitForAsync();
        await page.Locator(".facet").First.WaitForAsync();
        var (all, tasks, own) = (new Samples(), new List<double>(), Clicks.ToDictionary(static click => click.Name, static _ => new Samples()));
        for (var round = -WarmUp; round < rounds; round++)
        {
            foreach (var (name, selector, shows) in Clicks)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var painted = await page.EvaluateAsync<JsonElement>("([selector, shows]) => window.bench.click(selector, shows)", new[] { selector, shows });
                if (round >= 0)
                {
                    own[name].Add(painted.GetProperty("ms").GetDouble());
                    all.Add(painted.GetProperty("ms").GetDouble());
                    tasks.AddRange(painted.GetProperty("tasks").EnumerateArray().Select(static task => task.GetDouble()));
                }
            }
        }

        return
        [
            new(Invariant($"page: click to painted rows in Chromium at {sessions:#,0} ({rounds * Clicks.Length} clicks)"), Invariant($"p95 {all.P95:0} ms, median {all.Median:0} ms"), "budget 150 ms"),
            new(Invariant($"page: the same by what is clicked at {sessions:#,0}, p95"), string.Join("; ", own.Select(static click => Invariant($"{click.Key} {click.Value.P95:0}"))) + " ms", "printed"),
            new(Invariant($"page: tasks over 50 ms in the browser meanwhile at {sessions:#,0}"), tasks.Count == 0 ? "none" : Invariant($"{tasks.Count}, the longest {tasks.Max():0} ms"), "none"),
        ];
    }

    // Painted is the second frame after what is waited for stands in the page: the first one is asked for before it is drawn.
    private const string Script = """
        window.bench = {
          tasks: [],
          shown: {
            // What the rows are, whatever their links say of the address.
            rows: () => [...document.querySelectorAll("[data-open]")].map(link => link.pathname).join(),
            opened: () => document.querySelector(".reading-pane article") ? location.pathname : null,
            closed: () => document.querySelector(".nothing-open, .as-table") ? "closed" : null,
          },
          async click(selector, shows) {
            const look = this.shown[shows];
            const control = await this.until(() => document.querySelector(selector));
            // What the click before left to do is not this one's.
            await new Promise(done => requestIdleCallback(done, { timeout: 2000 }));
            await new Promise(done => setTimeout(done, 150));
            const before = look();
            this.tasks = [];
            const start = performance.now();
            (control.isConnected ? control : document.querySelector(selector)).click();
            await this.until(() => { const now = look(); return now !== null && now !== "" && now !== before; });
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            const ms = performance.now() - start;
            await new Promise(done => setTimeout(done, 50));
            return { ms, tasks: this.tasks };
          },
          until(ready) {
            return new Promise((done, failed) => {
              const found = ready();
              if (found) return done(found);
              const watcher = new MutationObserver(() => {
                const late = ready();
                if (late) { watcher.disconnect(); clearTimeout(timer); done(late); }
              });
              const timer = setTimeout(() => { watcher.disconnect(); failed(new Error(`Nothing came of it at ${location.href}: ${ready}`)); }, 30000);
              watcher.observe(document, { childList: true, subtree: true, attributes: true });
            });
          },
        };
        new PerformanceObserver(list => window.bench.tasks.push(...list.getEntries().map(entry => entry.duration))).observe({ type: 'longtask' });
        """;
}
