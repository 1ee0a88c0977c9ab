using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Evaluations;

/// <summary>Chooses the evaluators of a run; the standard ones are chosen to begin with.</summary>
public sealed partial class EvaluatorPicker(EvaluatorBook book)
{
    /// <summary>The names of the evaluators that are asked unless others are chosen.</summary>
    public static IReadOnlyList<string> Standard { get; } = [.. EvaluatorCatalog.Standard.Select(static evaluator => evaluator.Name)];

    /// <summary>The names chosen, in the catalogue's order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Chosen { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyList<string>> ChosenChanged { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    private Task ToggleAsync(string name, bool chosen) => ChosenChanged.InvokeAsync(
        [.. book.InUse.Select(static evaluator => evaluator.Name).Where(other => other == name ? chosen : Chosen.Contains(other))]);
}
