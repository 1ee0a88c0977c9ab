using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using MudBlazor;
using SupportDashboard.Sessions.Views;

namespace SupportDashboard.Components.Sessions;

/// <summary>Where views are saved, renamed, shared, deleted, and chosen to open first.</summary>
public sealed partial class ViewPanel(NavigationManager navigation, ISnackbar messages) : IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private string _name = "";
    private string _newName = "";
    private string? _renaming;
    private string? _error;
    private bool _shared;
    private bool _busy;

    [Parameter, EditorRequired]
    public required SessionViews Views { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    /// <summary>Raised after a view changed, so that the views are read again.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private ListView? Current => Views.Current(Address);

    // Only what was saved can have changed since; a built-in view with more filters is just another list.
    private string RuleHref => QueryHelpers.AddQueryString("/evaluations/rules/new", new Dictionary<string, string?> { ["list"] = Address.ToViewQuery(), ["project"] = Address.Project });

    private ListView? Changed => Current is { Saved: not null } view && view.IsChangedIn(Address) ? view : null;

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    private static string Whose(ListView view) => SessionViews.IsOwn(view) ? view.Saved!.Shared ? "shared" : "mine" : $"by {view.Saved!.Owner}";

    private Task SaveAsync() => DoAsync(async token =>
    {
        var view = await Views.SaveAsync(_name, Address, _shared, token);
        (_name, _shared) = ("", false);
        await OnChanged.InvokeAsync();
        navigation.NavigateTo((Address with { View = view.Key }).ToUri(), replace: true);
    });

    private Task ReplaceAsync(ListView view) => DoAsync(token => Views.ReplaceAsync(view.Saved!, Address, token));

    private Task ChooseAsync(ListView view) => DoAsync(token => Views.ChooseDefaultAsync(view, token));

    private Task ShareAsync(SavedView view) => DoAsync(token => Views.ShareAsync(view, !view.Shared, token));

    private void BeginRename(ListView view) => (_renaming, _newName, _error) = (view.Key, view.Name, null);

    private Task RenameAsync(SavedView view) => DoAsync(async token =>
    {
        await Views.RenameAsync(view, _newName, token);
        _renaming = null;
    });

    private Task DeleteAsync(SavedView view) => DoAsync(async token =>
    {
        var deleted = await Views.DeleteAsync(view, token);
        messages.Add($"“{deleted.Name}” was deleted.", Severity.Normal, options =>
        {
            options.Action = "Undo";
            options.OnClick = _ => RestoreAsync(deleted);
        });
    });

    private async Task RestoreAsync(SavedView view)
    {
        try
        {
            // The panel may be gone by then; bringing a view back takes a moment and needs no end.
            await Views.RestoreAsync(view, CancellationToken.None);
        }
        catch (SavedViewException problem)
        {
            messages.Add(problem.Message, Severity.Error);
        }
    }

    private async Task DoAsync(Func<CancellationToken, Task> change)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            _error = null;
            await change(_disposal.Token);
            await OnChanged.InvokeAsync();
        }
        catch (SavedViewException problem)
        {
            _error = problem.Message;
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The panel has left the screen.
        }
        finally
        {
            _busy = false;
        }
    }
}
