using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Evaluations;

/// <summary>What an evaluator's judges said of a conversation before the verdict that stands, and where they changed their mind.</summary>
public sealed partial class VerdictHistory(EvaluatorBook book)
{
    [Parameter, EditorRequired]
    public required string Evaluator { get; set; }

    /// <summary>Newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<EarlierVerdict> Earlier { get; set; }

    /// <summary>The label of the verdict that stands; null where none does.</summary>
    [Parameter]
    public string? Current { get; set; }

    private int Changes
    {
        get
        {
            var labels = Earlier.Select(static earlier => earlier.Label).ToList();
            if (Current is not null)
            {
                labels.Insert(0, Current);
            }

            return labels.Zip(labels.Skip(1)).Count(static pair => pair.First != pair.Second);
        }
    }
}
