using Microsoft.AspNetCore.Components;
using MudBlazor;
using SupportDashboard.Components.Evaluations;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Export;

namespace SupportDashboard.Components.Sessions;

/// <summary>The line above the list: how many, how sorted; or what to do with the picked ones.</summary>
public sealed partial class SessionListBar(NavigationManager navigation, EvaluationRuns runs, ExportDesk exports) : IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private ExportTicket? _export;
    private IReadOnlyList<string>? _toEvaluate;
    private bool _evaluating;

    [Inject]
    public required ISnackbar Messages { get; init; }

    [Parameter, EditorRequired]
    public required SessionListModel Model { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    [Parameter, EditorRequired]
    public required SessionViews Views { get; set; }

    /// <summary>Stands between the views and the line about the list: what is filtered.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public EventCallback OnFilters { get; set; }

    /// <summary>Raised after the selection changed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private int Total => Model.Page?.Total ?? 0;

    private bool IsCapped => Model.Page?.SearchCapped == true;

    private string TotalWords => Model.Page is null ? "…" : IsCapped ? $"{Figures.Count(Total)}+ sessions" : Figures.Count(Total, "session");

    private string PickAllWords => IsCapped ? $"Select the newest {Figures.Count(Total)} that match" : $"Select all {Figures.Count(Total)}{(Address.IsFiltered ? " that match" : "")}";

    private int Picked => Model.Selection.Count(Total);

    private bool IsPagePicked => Model.Page is { Rows.Count: > 0 } page && page.Rows.All(row => Model.Selection.Contains(row.SessionId));

    // While the figures load its place is kept, so that the list does not move when they come.
    private bool OffersMissing => Address.SessionId is null && (Model.Summary is null || Model.Summary.NotJudged > 0);

    // A header can ask for an order that is not among the usual ones.
    private IEnumerable<(SessionSort Sort, bool Ascending)> Sorts => SortWords.Usual.Append((Address.Sort, Address.Ascending)).Distinct();

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
        CloseExport();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            OpenExport();
            StateHasChanged();
        }
    }

    private void OpenExport()
    {
        CloseExport();
        _export = exports.Open();
    }

    // A file that is being written goes on when its page is left.
    private void CloseExport()
    {
        if (_export is not null)
        {
            exports.Close(_export);
        }
    }

    private void Sort(ChangeEventArgs change)
    {
        if (SortWords.Find(change.Value as string) is var (sort, ascending))
        {
            navigation.NavigateTo((Address with { Sort = sort, Ascending = ascending, PageNumber = 1 }).ToUri());
        }
    }

    private Task TogglePageAsync()
    {
        Model.Selection.TogglePage([.. (Model.Page?.Rows ?? []).Select(static row => row.SessionId)]);
        return OnChanged.InvokeAsync();
    }

    private Task PickAllAsync()
    {
        Model.Selection.PickAllMatching();
        return OnChanged.InvokeAsync();
    }

    private Task ClearAsync()
    {
        Model.Selection.Clear();
        return OnChanged.InvokeAsync();
    }

    private Task EvaluatePickedAsync() => EvaluateAsync(Model.PickedAsync);

    private Task EvaluateMissingAsync() => EvaluateAsync(Model.NotJudgedAsync);

    private async Task EvaluateAsync(Func<SessionsAddress, CancellationToken, Task<IReadOnlyList<string>>> which)
    {
        if (_evaluating)
        {
            return;
        }

        _evaluating = true;
        try
        {
            switch (await which(Address, _disposal.Token))
            {
                case [var single]:
                    await runs.StartAsync(new EvaluationRequest(Model.Project(Address), [single], EvaluatorPicker.Standard, Again: false), _disposal.Token);
                    await ClearAsync();
                    break;
                case { Count: > 1 } several:
                    _toEvaluate = several;
                    break;
            }
        }
        catch (ArgumentException exception)
        {
            Messages.Add(exception.Message, Severity.Error);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
        finally
        {
            _evaluating = false;
        }
    }

    private Task OnEvaluatingAsync()
    {
        _toEvaluate = null;
        return ClearAsync();
    }
}
