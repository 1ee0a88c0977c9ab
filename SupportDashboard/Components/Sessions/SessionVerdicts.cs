using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>Which of a session's verdicts are shown: one judge's per evaluator, the newest; people's stand beside it.</summary>
internal static class SessionVerdicts
{
    /// <summary>
    /// The newest judge's verdict of every evaluator that said something, the built-in ones first; one "not judged" where none said anything.
    /// </summary>
    public static IEnumerable<(string Evaluator, SessionVerdict? Verdict)> Current(EvaluatorBook book, SessionRow row)
    {
        var judged = Judges(book, row.Verdicts).ToList();
        return judged.Count > 0 ? judged.Select(v => (v.Evaluator, (SessionVerdict?)v)) : [(book.Standard[^1].Name, null)];
    }

    /// <summary>The newest judge's verdict per evaluator, in the catalogue's order, others after them by name.</summary>
    public static IEnumerable<SessionVerdict> Judges(EvaluatorBook book, IEnumerable<SessionVerdict> verdicts) => verdicts
        .Where(v => !v.IsHuman && (v.Label is not null || v.Score is not null))
        .GroupBy(v => v.Evaluator)
        .Select(g => g.MaxBy(v => v.UpdatedAt)!)
        .OrderBy(v => OrderOf(book, v.Evaluator)).ThenBy(v => v.Evaluator, StringComparer.Ordinal);

    private static int OrderOf(EvaluatorBook book, string evaluator)
    {
        var index = book.Standard.ToList().FindIndex(e => e.Name == evaluator);

        // What was achieved matters more to a lead than how it read, so the resolution comes first.
        return index < 0 ? int.MaxValue : -index;
    }
}
