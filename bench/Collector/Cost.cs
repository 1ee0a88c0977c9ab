using System.Diagnostics;
using SupportDashboard.Bench.Reporting;

namespace SupportDashboard.Bench.Collector;

/// <summary>What storing cost in each round: spans per second by the clock, and processor time per span, which other programs disturb less.</summary>
internal sealed class Cost(int spans)
{
    private readonly Samples _speed = new();
    private readonly Samples _processor = new();

    public double SpansPerSecond => _speed.Median;

    public double ProcessorMicroseconds => _processor.Median;

    public void Add(TimeSpan elapsed, TimeSpan processor)
    {
        _speed.Add(spans / elapsed.TotalSeconds);
        _processor.Add(processor.TotalMicroseconds / spans);
    }

    /// <summary>Runs something in this process, which does nothing else meanwhile.</summary>
    public TimeSpan Run(Func<TimeSpan> loop)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var elapsed = loop();
        self.Refresh();
        Add(elapsed, self.TotalProcessorTime - before);
        return elapsed;
    }
}
