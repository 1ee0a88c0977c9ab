using SupportDashboard.Bench.Reporting;
using static System.FormattableString;

namespace SupportDashboard.Bench.StartUp;

/// <summary>What the starts of one application cost, round by round.</summary>
internal sealed class StartCost
{
    private readonly List<StartedApp> _starts = [];

    public void Add(StartedApp start) => _starts.Add(start);

    /// <summary>Time to the first page against another application's of the same rounds.</summary>
    public string Time(StartCost other) => Invariant(
        $"{Of(other, static start => start.FirstPage.TotalSeconds).Ratio()}; {Median(static start => start.FirstPage.TotalSeconds):0.00} against {other.Median(static start => start.FirstPage.TotalSeconds):0.00} s; CPU {Median(static start => start.Processor.TotalSeconds):0.00} against {other.Median(static start => start.Processor.TotalSeconds):0.00} s");

    /// <summary>Memory against another application's of the same rounds.</summary>
    public string Memory(StartCost other) => Invariant(
        $"{Of(other, static start => start.Megabytes).Ratio()}; {Median(static start => start.Megabytes):0} against {other.Median(static start => start.Megabytes):0} MB");

    private Samples Of(StartCost other, Func<StartedApp, double> value)
    {
        var ratios = new Samples();
        foreach (var (start, otherStart) in _starts.Zip(other._starts))
        {
            ratios.Add(value(start) / value(otherStart));
        }

        return ratios;
    }

    private double Median(Func<StartedApp, double> value)
    {
        var samples = new Samples();
        _starts.ForEach(start => samples.Add(value(start)));
        return samples.Median;
    }
}
