using SupportDashboard.Llm;

namespace SupportDashboard.Sessions.Columns;

/// <summary>Costs as billionths of a USD, which sum without rounding; -1 is unknown.</summary>
internal static class SessionCost
{
    private const long Unknown = -1;
    private const decimal Billion = 1_000_000_000m;

    /// <summary>What one model's answers cost.</summary>
    public static long Of(LlmPrices prices, string? model, long prompt, long completion, long uncounted) => (prompt, completion, uncounted) switch
    {
        (_, _, > 0) => Unknown,
        (0, 0, _) => 0,
        _ => prices.Cost(model, prompt, completion) is { } cost ? (long)Math.Min(Math.Round(cost * Billion), long.MaxValue / 2) : Unknown,
    };

    /// <summary>Both together; unknown when one of them is.</summary>
    public static long Plus(long left, long right) => left < 0 || right < 0 ? Unknown : left + right;

    /// <summary>In USD; null when it is unknown.</summary>
    public static decimal? Usd(long cost) => cost < 0 ? null : cost / Billion;
}
