using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations.Authoring;

namespace SupportDashboard.Components.Evaluations;

/// <summary>The answers that an evaluator allows, with scores, descriptions and whether they are wanted.</summary>
public sealed partial class ChoiceFields
{
    private const string Good = "good";
    private const string Bad = "bad";

    [Parameter, EditorRequired]
    public required EvaluatorDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<DraftProblem> Problems { get; set; }

    /// <summary>Also says that fields are empty which nobody has touched.</summary>
    [Parameter]
    public bool ShowsAll { get; set; }

    /// <summary>Raised after something was changed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private static string Outcome(ChoiceDraft choice) => choice.IsGood switch { true => Good, false => Bad, null => "" };

    private static bool? IsGood(string outcome) => outcome switch { Good => true, Bad => false, _ => null };

    private Task Set(ChangeEventArgs change, Action<string> set)
    {
        set(change.Value as string ?? "");
        return OnChanged.InvokeAsync();
    }

    private Task SetUnknownAsync(ChangeEventArgs change)
    {
        Draft.AllowsUnknown = change.Value is true;
        return OnChanged.InvokeAsync();
    }

    private Task AddAsync()
    {
        Draft.Choices.Add(new ChoiceDraft());
        return OnChanged.InvokeAsync();
    }

    private Task RemoveAsync(ChoiceDraft choice)
    {
        Draft.Choices.Remove(choice);
        return OnChanged.InvokeAsync();
    }
}
