using SupportDashboard.Components.Text;

namespace SupportDashboard.Components.Sessions;

/// <summary>How a figure moved against the period before, in an arrow and words; the tone says the same once more.</summary>
/// <param name="Arrow">Where it went; decoration, because the words say it too.</param>
/// <param name="Words">For example <c>3 points worse</c>.</param>
/// <param name="Tone">Good, bad, or neither.</param>
internal sealed record FigureChange(string Arrow, string Words, VerdictTone Tone)
{
    private const string Up = "↑";
    private const string Down = "↓";

    private static readonly FigureChange Same = new("=", "as before", VerdictTone.Neutral);
    private static readonly FigureChange NoneBefore = new("", "none before", VerdictTone.Neutral);

    /// <summary>An amount that is neither good nor bad, as a percentage of what it was.</summary>
    public static FigureChange OfAmount(decimal now, decimal before) =>
        before == 0 ? (now == 0 ? Same : NoneBefore) : now == before ? Same : new(now > before ? Up : Down, $"{Relative(now, before)} {(now > before ? "more" : "less")}", VerdictTone.Neutral);

    /// <summary>A count of which less is better.</summary>
    public static FigureChange OfFaults(int now, int before) =>
        now == before ? Same : new(now > before ? Up : Down, $"{Figures.Count(Math.Abs((long)now - before))} {(now > before ? "more" : "fewer")}", now > before ? VerdictTone.Bad : VerdictTone.Good);

    /// <summary>A share, in points of a hundred.</summary>
    public static FigureChange OfShare(double? now, double? before, bool moreIsBetter)
    {
        if (now is not { } share || before is not { } earlier)
        {
            return NoneBefore;
        }

        var points = (int)Math.Round((share - earlier) * 100, MidpointRounding.AwayFromZero);
        return points == 0 ? Same : Judged(points > 0, Figures.Count(Math.Abs(points), "point"), moreIsBetter, "better", "worse");
    }

    /// <summary>A median of which less is better.</summary>
    public static FigureChange OfMedian(double? now, double? before)
    {
        if (now is not { } median || before is not { } earlier)
        {
            return NoneBefore;
        }

        var difference = Math.Round(median - earlier, 1, MidpointRounding.AwayFromZero);
        return difference == 0 ? Same : Judged(difference > 0, Figures.Decimal(Math.Abs(difference)), moreIsBetter: false, "fewer", "more");
    }

    /// <summary>How long something takes.</summary>
    public static FigureChange OfTime(TimeSpan? now, TimeSpan? before)
    {
        if (now is not { } time || before is not { } earlier)
        {
            return NoneBefore;
        }

        // The percentiles are within 4 %, so a smaller change says nothing.
        var isSame = Math.Abs((time - earlier).TotalMilliseconds) <= Math.Max(1, 0.04 * earlier.TotalMilliseconds);
        return isSame ? Same : Judged(time > earlier, Figures.Duration((time - earlier).Duration()), moreIsBetter: false, "faster", "slower");
    }

    private static FigureChange Judged(bool isMore, string amount, bool moreIsBetter, string better, string worse)
    {
        var isGood = isMore == moreIsBetter;
        return new(isMore ? Up : Down, $"{amount} {(isGood ? better : worse)}", isGood ? VerdictTone.Good : VerdictTone.Bad);
    }

    private static string Relative(decimal now, decimal before)
    {
        var percent = Math.Abs(now - before) / before * 100;
        return percent switch
        {
            < 1 => "under 1\u00a0%",
            >= 1_000 => $"{Figures.Short((long)Math.Min(Math.Round(now / before), long.MaxValue))} times",
            _ => $"{Math.Round(percent, MidpointRounding.AwayFromZero):0}\u00a0%",
        };
    }
}
