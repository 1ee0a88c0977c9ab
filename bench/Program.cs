using SupportDashboard.Bench;
using SupportDashboard.Bench.Chat;
using SupportDashboard.Bench.Collector;
using SupportDashboard.Bench.Crash;
using SupportDashboard.Bench.Fuzz;
using SupportDashboard.Bench.Judges;
using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Memory;
using SupportDashboard.Bench.Page;
using SupportDashboard.Bench.Reads;
using SupportDashboard.Bench.Reporting;
using SupportDashboard.Bench.Runs;
using SupportDashboard.Bench.Sessions;
using SupportDashboard.Bench.StartUp;
using SupportDashboard.Bench.Sync;

IBenchmark[] benchmarks =
[
    new CollectorBench(), new ReadableBench(), new ReadsBench(), new SyncBench(), new CrashBench(), new FuzzBench(), new MemoryBench(), new FirstTokenBench(), new TurnReadableBench(),
    new StartUpBench(), new SessionsBench(), new JudgesBench(), new RunsBench(), new RunMemoryBench(), new PageBench(), new CircuitsBench(), new ExportBench(),
];

if (args is [EmptyApp.Command, .. var rest])
{
    await EmptyApp.RunAsync(rest);
    return 0;
}

if (args is [MeasuredHost.Command, .. var measured])
{
    await MeasuredHost.RunAsync(measured);
    return 0;
}

if (args is [PhoenixHost.Command])
{
    await PhoenixHost.RunAsync();
    return 0;
}

if (BenchOptions.TryRead(args, [.. benchmarks.Select(static benchmark => benchmark.Name)], out var problem) is not { } options)
{
    Console.Error.WriteLine(problem);
    return 1;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var figures = new List<Figure>();
foreach (var benchmark in benchmarks.Where(benchmark => options.Includes(benchmark.Name)))
{
    await Console.Error.WriteLineAsync($"{benchmark.Name} …");
    figures.AddRange(await benchmark.RunAsync(options, stop.Token));
}

Console.WriteLine(MachineFacts.Line());
Console.WriteLine();
Console.Write(FigureTable.Markdown(figures));
return 0;
