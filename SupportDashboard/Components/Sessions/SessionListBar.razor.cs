using Microsoft.AspNetCore.Components;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The line above the list: how many, how sorted; or what to do with the picked ones.</summary>
public sealed partial class SessionListBar(NavigationManager navigation)
{
    private static readonly (string Key, string Words)[] Sorts =
    [
        ("lastactivity", "Newest first"),
        ("needslook", "Most likely needs a look"),
        ("started-asc", "Oldest first"),
        ("turns", "Most turns"),
        ("tokens", "Most tokens"),
        ("errors", "Most failed steps"),
        ("duration", "Longest"),
    ];

    [Parameter, EditorRequired]
    public required SessionListModel Model { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    [Parameter]
    public EventCallback OnFilters { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter]
    public EventCallback OnSelectAll { get; set; }

    /// <summary>Raised with the ids of the sessions to judge.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<string>> OnEvaluate { get; set; }

    /// <summary>Raised when every shown session that lacks a verdict is to be judged.</summary>
    [Parameter]
    public EventCallback OnEvaluateMissing { get; set; }

    private string SortKey => Address.Sort.ToString().ToLowerInvariant() + (Address.Ascending ? "-asc" : "");

    private void Sort(ChangeEventArgs change)
    {
        var parts = (change.Value as string ?? "").Split('-');
        if (Enum.TryParse<SessionSort>(parts[0], ignoreCase: true, out var sort))
        {
            navigation.NavigateTo((Address with { Sort = sort, Ascending = parts.Length > 1, PageNumber = 1 }).ToUri());
        }
    }

    private Task ClearAsync()
    {
        Model.ClearSelection();
        return OnChanged.InvokeAsync();
    }

    private Task EvaluateSelectedAsync() => OnEvaluate.InvokeAsync([.. Model.Selected]);
}
