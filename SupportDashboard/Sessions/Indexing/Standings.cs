using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>Which of a session's verdicts count, and how much the session needs a look because of them.</summary>
internal static class Standings
{
    /// <summary>The label of a verdict that has only a score or an explanation.</summary>
    public const string NoLabel = "(no label)";

    /// <summary>The judge's way out: it stays out of shares and is counted apart.</summary>
    public const string UnknownLabel = "unknown";

    public const string Resolution = "resolution_status";
    public const string Resolved = "resolved";
    public const string Coherence = "conversation_coherence";
    public const string Coherent = "coherent";

    public const string Unresolved = "unresolved";
    public const string Incoherent = "incoherent";

    /// <summary>The name under which Phoenix keeps notes among the annotations.</summary>
    public const string Note = "note";

    /// <summary>Evaluators of one session that it can be filtered by.</summary>
    private const int MostEvaluators = 50;

    /// <summary>Verdicts of a session for the screen: by evaluator, the one that counts first, taken-back ones and notes left out.</summary>
    public static IReadOnlyList<SessionVerdict> Verdicts(this IEnumerable<SessionAnnotation> annotations, int turns) =>
    [
        .. annotations
            .Where(static annotation => annotation.Name != Note && annotation.Result is { } result && result != new AnnotationResult())
            .GroupBy(static annotation => annotation.Name, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => Ordered(group).Select((annotation, index) =>
                SessionVerdict.From(annotation, turns) with { IsCurrent = index == 0 && annotation.AnnotatorKind != AnnotatorKinds.Human })),
    ];

    /// <summary>What the session can be filtered by because of its verdicts, see <see cref="ValueKinds"/>.</summary>
    public static IEnumerable<(string Kind, string Name)> Values(IReadOnlyList<SessionVerdict> verdicts)
    {
        foreach (var current in verdicts.Where(static verdict => verdict.IsCurrent).Take(MostEvaluators))
        {
            if (SpanNames.Name(current.Evaluator) is not { } evaluator)
            {
                continue;
            }

            yield return (ValueKinds.Verdict(evaluator), SpanNames.Name(current.Label) ?? NoLabel);
            if (current.Stale)
            {
                yield return (ValueKinds.Stale, evaluator);
            }

            // Newest first; one without a label says nothing about the label.
            if (verdicts.FirstOrDefault(verdict => verdict.IsHuman && verdict.Label is not null && verdict.Evaluator == current.Evaluator) is { } human && human.Label != current.Label)
            {
                yield return (ValueKinds.Disagrees, evaluator);
            }
        }
    }

    /// <summary>The order of <see cref="SessionSort.NeedsLook"/>: unresolved, incoherent, errors, disliked, stale; each outweighs all after it.</summary>
    public static int Look(IReadOnlyList<SessionVerdict> standing, bool failed, bool disliked)
    {
        var unresolved = standing.Any(static verdict => verdict is { Evaluator: Resolution, Label: Unresolved });
        var incoherent = standing.Any(static verdict => verdict is { Evaluator: Coherence, Label: Incoherent });
        var stale = standing.Any(static verdict => verdict.Stale);
        return (unresolved ? 16 : 0) + (incoherent ? 8 : 0) + (failed ? 4 : 0) + (disliked ? 2 : 0) + (stale ? 1 : 0);
    }

    /// <summary>How bad a label of a built-in evaluator is: 3 for what went wrong, 2 for neither, 0 for what went well; 1 is left for no verdict.</summary>
    public static int Badness(string label) => label switch
    {
        Unresolved or Incoherent => 3,
        Resolved or Coherent => 0,
        _ => 2,
    };

    // Judges before people, newest first; Phoenix's clock has whole seconds on SQLite, so the row decides between equals.
    private static IOrderedEnumerable<SessionAnnotation> Ordered(IEnumerable<SessionAnnotation> annotations) => annotations
        .OrderBy(static annotation => annotation.AnnotatorKind == AnnotatorKinds.Human)
        .ThenByDescending(static annotation => annotation.UpdatedAt)
        .ThenByDescending(static annotation => GlobalId.Row(annotation.Id))
        .ThenBy(static annotation => annotation.Identifier, StringComparer.Ordinal);
}
