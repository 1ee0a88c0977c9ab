using static System.FormattableString;

namespace SupportDashboard.Bench.Judges;

/// <summary>How well scores tell resolved conversations from the others, with intervals from drawing whole tasks anew.</summary>
internal static class Ranking
{
    private const int Draws = 4000;
    private const int Seed = 20261122;

    /// <summary><c>0.71 (0.58-0.83)</c>: the figure and the middle 95 % of those of drawn sets of tasks.</summary>
    public static string Interval(IReadOnlyList<Judgement> judged, Func<IReadOnlyList<Judgement>, double> figure)
    {
        var tasks = judged.GroupBy(static one => one.Task).Select(static group => group.ToList()).ToList();
        var random = new Random(Seed);
        var drawn = Enumerable.Range(0, Draws)
            .Select(_ => figure([.. Enumerable.Range(0, tasks.Count).SelectMany(_ => tasks[random.Next(tasks.Count)])]))
            .Where(double.IsFinite).Order().ToList();
        return Invariant($"{figure(judged):0.00} ({drawn[(int)(drawn.Count * 0.025)]:0.00}-{drawn[(int)(drawn.Count * 0.975)]:0.00})");
    }

    /// <summary>The share of pairs, one resolved and one not, in which the resolved one has the higher score; ties count half.</summary>
    public static double Auroc(IReadOnlyList<Judgement> judged)
    {
        var (resolved, other) = (judged.Where(static one => one.Resolved).ToList(), judged.Where(static one => !one.Resolved).ToList());
        return resolved.Sum(one => other.Sum(another => one.Score > another.Score ? 1 : one.Score < another.Score ? 0 : 0.5)) / ((double)resolved.Count * other.Count);
    }

    /// <summary>The mean of the share of resolved ones that were called so and of the others that were not.</summary>
    public static double BalancedAccuracy(IReadOnlyList<Judgement> judged) =>
        (Share(judged.Where(static one => one.Resolved), true) + Share(judged.Where(static one => !one.Resolved), false)) / 2;

    private static double Share(IEnumerable<Judgement> judged, bool calledResolved) =>
        judged.Select(one => one.CalledResolved == calledResolved ? 1.0 : 0.0).DefaultIfEmpty(double.NaN).Average();
}
