using static System.FormattableString;

namespace SupportDashboard.Bench.Runs;

/// <summary>What runs are measured with, beside size, delay and number of calls.</summary>
/// <param name="Name">What is added to the figure's name.</param>
/// <param name="Most">The target against the bare loop; null for a figure that is only printed.</param>
/// <param name="MostRefused">The same with 5 % of 429.</param>
internal sealed record RunCase(string Name, double? Most, double? MostRefused)
{
    public string Target => Text(Most);

    public string RefusedTarget => Text(MostRefused);

    private static string Text(double? most) => most is { } ratio ? Invariant($"<= {ratio:0.0#}") : "-";
}
