using static System.FormattableString;

namespace SupportDashboard.Bench.Reporting;

/// <summary>Measured values of one kind, and what is said about them.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public double Median => Percentile(0.5);

    public double P95 => Percentile(0.95);

    public double Max => _values.Max();

    public void Add(double value) => _values.Add(value);

    public void Add(TimeSpan elapsed) => _values.Add(elapsed.TotalMilliseconds);

    /// <summary>A ratio: <c>0.71 (0.66-0.75)</c>.</summary>
    public string Ratio() => Invariant($"{Median:0.00} ({_values.Min():0.00}-{_values.Max():0.00})");

    /// <summary>Milliseconds: <c>4.2 ms (3.9-6.0)</c>.</summary>
    public string Milliseconds() => Invariant($"{Median:0.0} ms ({_values.Min():0.0}-{_values.Max():0.0})");

    // The nearest rank: a value that was measured, also when there are few.
    private double Percentile(double share)
    {
        var sorted = _values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }
}
