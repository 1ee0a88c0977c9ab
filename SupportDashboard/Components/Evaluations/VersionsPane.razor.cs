using System.Globalization;
using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Evaluations;

/// <summary>The versions of an evaluator, and two of them beside each other.</summary>
public sealed partial class VersionsPane
{
    private int _left = 1;
    private int _right;

    /// <summary>What is written and differs from what is published; null when nothing does.</summary>
    [Parameter, EditorRequired]
    public Evaluator? Draft { get; set; }

    /// <summary>The published versions, the newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Evaluator> Versions { get; set; }

    private List<Evaluator> All => [.. new[] { Draft }.OfType<Evaluator>(), .. Versions];

    private Evaluator Left => All[Math.Min(_left, All.Count - 1)];

    private Evaluator Right => All[Math.Min(_right, All.Count - 1)];

    private IEnumerable<string> Changes => new[]
    {
        Change("Title", Left.Title, Right.Title),
        Change("Question", Left.Question, Right.Question),
        Change("Judged", Judged(Left), Judged(Right)),
        Change("Answers", Answers(Left), Answers(Right)),
        Change("Model", Model(Left), Model(Right)),
    }.OfType<string>();

    private static string? Change(string what, string before, string after) => before == after ? null : $"{what}: {before} → {after}";

    private static string Judged(Evaluator evaluator) =>
        (evaluator.Scope == EvaluatorScope.Session ? "the whole conversation" : $"each {evaluator.PieceName}") + (evaluator.SeesWork ? ", with tool calls and documents" : "");

    private static string Answers(Evaluator evaluator) => string.Join("; ", evaluator.Choices.Select(static choice =>
        $"{choice.Label} ({(choice.Score is { } score ? Figures.Score(score) : "no score")}{choice.IsGood switch { true => ", good", false => ", bad", null => "" }}): {choice.Description}"));

    private static string Model(Evaluator evaluator) => string.Join(", ", new[]
    {
        evaluator.Model ?? "as configured",
        evaluator.Temperature is { } temperature ? string.Create(CultureInfo.InvariantCulture, $"temperature {temperature}") : null,
        evaluator.TopP is { } topP ? string.Create(CultureInfo.InvariantCulture, $"top p {topP}") : null,
        evaluator.MaxOutputTokens is { } tokens ? $"at most {Figures.Count(tokens)} tokens" : null,
    }.OfType<string>());

    private int Index(ChangeEventArgs change) => int.TryParse(change.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < All.Count ? index : 0;

    private string Name(Evaluator evaluator) => ReferenceEquals(evaluator, Draft) ? "This draft" : $"Version {evaluator.Version}";
}
