using MudBlazor;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>Everything a badge says of a verdict.</summary>
/// <param name="Words">What is read on it.</param>
/// <param name="Icon">One of MudBlazor's icons.</param>
/// <param name="Class">Its tone, and whether a newer turn makes it stale.</param>
/// <param name="Name">What screen readers say: <c>evaluator: label</c>.</param>
/// <param name="Description">The judge's explanation, or why there is none; hostile text.</param>
/// <param name="Hint">What is said where a pointer rests.</param>
/// <param name="Signs">Icons after the words: the conversation may have been written for the judge, or the verdict rests on nothing that was said.</param>
internal sealed record BadgeLook(string Words, string Icon, string Class, string Name, string? Description, string Hint, IReadOnlyList<string> Signs)
{
    /// <summary>The look of a verdict; without one, of an evaluator that has said nothing.</summary>
    /// <param name="book">Knows the evaluators' words.</param>
    /// <param name="evaluator">The name of the evaluator.</param>
    /// <param name="verdict">What it said.</param>
    /// <param name="failure">Why its newest attempt gave no verdict; null where none failed.</param>
    public static BadgeLook Of(EvaluatorBook book, string evaluator, SessionVerdict? verdict, string? failure)
    {
        var look = verdict is null ? VerdictLook.NotJudged : VerdictLook.Of(book, verdict);
        var (isDoubtful, isUnsupported, isStale) = (verdict?.Manipulation.Count > 0, verdict?.IsUnsupported == true, verdict?.Stale == true);
        var name = $"{evaluator}: {verdict?.Label ?? "not judged"}{(isStale ? " (new turn since)" : "")}{(isDoubtful ? " (possible manipulation)" : "")}{(isUnsupported ? " (unsupported)" : "")}";
        var hint = failure is not null ? $"{name}. {(verdict is null ? "" : "The last attempt failed: ")}{failure}"
            : isStale ? $"{name}. There is a newer turn than this verdict saw."
            : name;
        return new(
            look.Words,
            look.Icon,
            look.Tone.ToString().ToLowerInvariant() + (isStale ? " stale" : ""),
            name,
            verdict is null ? failure : verdict.Explanation,
            hint,
            [.. isDoubtful ? [Icons.Material.Outlined.Flag] : Array.Empty<string>(), .. isUnsupported ? [Icons.Material.Outlined.LinkOff] : Array.Empty<string>()]);
    }
}
