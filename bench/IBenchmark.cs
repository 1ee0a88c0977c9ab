using SupportDashboard.Bench.Reporting;

namespace SupportDashboard.Bench;

/// <summary>One thing that is measured; it starts what it needs, and leaves neither processes nor files behind.</summary>
internal interface IBenchmark
{
    /// <summary>The word on the command line that runs it.</summary>
    string Name { get; }

    /// <summary>Warms up, measures several rounds, and returns the rows of the table.</summary>
    Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken);
}
