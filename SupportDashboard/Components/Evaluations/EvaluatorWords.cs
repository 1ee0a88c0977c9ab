using System.Globalization;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Evaluations;

/// <summary>What evaluators are said to be on screen.</summary>
internal static class EvaluatorWords
{
    /// <summary>Version, what judges, and what is judged, in a few words.</summary>
    public static string Facts(Evaluator evaluator) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(evaluator.IsRetired ? "retired · " : "")}version {evaluator.Version} · {(evaluator.Kind == EvaluatorKind.Code ? "code, costs nothing" : "a model judges")}{Scope(evaluator)}");

    /// <summary>What one verdict is on, where it is not the whole conversation.</summary>
    private static string Scope(Evaluator evaluator) => evaluator.Scope == EvaluatorScope.Session ? "" : $" · each {evaluator.PieceName}";
}
