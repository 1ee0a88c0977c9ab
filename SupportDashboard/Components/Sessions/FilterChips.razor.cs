using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>What is filtered, each filter with the way out of it, and one quiet line about what was left out.</summary>
public sealed partial class FilterChips
{
    private const int MostNotes = 5;

    /// <summary>The time zone that ranges are told in.</summary>
    [Inject]
    public required BrowserTime Browser { get; init; }

    /// <summary>What evaluators and their labels are called.</summary>
    [Inject]
    public required EvaluatorBook Book { get; init; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    /// <summary>The list as it was read; null while it loads.</summary>
    [Parameter]
    public SessionPage? Page { get; set; }

    private IReadOnlyList<string> Notes
    {
        get
        {
            var all = Address.Remarks.Concat(Page?.LeftOut ?? []).ToList();
            if (Page is { SearchCapped: true } page)
            {
                all.Add($"{Figures.Count(page.Total)}+ matches: so many that only the newest are shown and counted. Search for more of the words to find the others.");
            }

            return all.Count <= MostNotes ? all : [.. all.Take(MostNotes), $"And {Figures.Count(all.Count - MostNotes)} more of the kind."];
        }
    }
}
