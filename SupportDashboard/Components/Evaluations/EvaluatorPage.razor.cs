using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Evaluations;

/// <summary>The place to write an evaluator, to see what its judge is sent, to try it, to compare its versions and to publish it.</summary>
public sealed partial class EvaluatorPage(EvaluatorDesk desk, EvaluatorBook book, SessionQueries sessions, PhoenixConnection phoenix, NavigationManager navigation) : IDisposable
{
    private const string NewName = "new";
    private const string WriteTab = "write";
    private const string PreviewTab = "preview";
    private const string TryTab = "try";
    private const string VersionsTab = "versions";

    private readonly CancellationTokenSource _disposal = new();
    private readonly EvaluatorDesk _desk = desk;
    private IReadOnlyList<SessionRow> _rows = [];
    private IReadOnlyList<Evaluator> _versions = [];
    private (string Name, string? From)? _opened;
    private string? _said;
    private bool _found;
    private bool _failed;
    private bool _publishing;
    private bool _retiring;
    private bool _touched;
    private bool _tried;

    /// <summary>The evaluator's name; <c>new</c> for one that is not published yet.</summary>
    [Parameter]
    public required string Name { get; set; }

    /// <summary>Of a new evaluator: whose copy it begins as.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary>Write, preview, try or versions.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? TabName { get; set; }

    /// <summary>The conversation of the preview.</summary>
    [SupplyParameterFromQuery(Name = "session")]
    public string? Session { get; set; }

    private string Title => _desk.Base?.Title ?? (Name == NewName ? "New evaluator" : Name);

    private string Tab => Tabs.Any(tab => tab.Key == TabName) ? TabName! : WriteTab;

    private IEnumerable<(string Key, string Words)> Tabs => _desk.Base?.Kind == EvaluatorKind.Code
        ? [(WriteTab, "What it looks for"), (TryTab, "Try")]
        : [(WriteTab, _desk.IsBuiltIn ? "Read" : "Write"), (PreviewTab, "Preview"), (TryTab, "Try"), (VersionsTab, "Versions")];

    public void Dispose()
    {
        _disposal.CancelHere();
        _disposal.Dispose();
    }

    protected override void OnParametersSet()
    {
        if (_opened != (Name, From))
        {
            _opened = (Name, From);
            _found = _desk.Open(Name == NewName ? null : Name, Name == NewName ? From : null);
            _versions = _found && _desk.Base is { } shown ? book.Versions(shown.Name) : [];
            (_tried, _retiring) = (false, false);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            _rows = (await sessions.PageAsync(new SessionQuery(phoenix.Project, SessionFilter.None, Limit: EvaluatorTrials.MostSessions), _disposal.Token)).Rows;
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
    }

    private string TabHref(string tab)
    {
        var query = string.Join('&', new[] { From is null ? null : $"from={Uri.EscapeDataString(From)}", tab == WriteTab ? null : $"tab={tab}", Session is null ? null : $"session={Uri.EscapeDataString(Session)}" }.OfType<string>());
        return $"/evaluations/evaluators/{Uri.EscapeDataString(Name)}{(query.Length == 0 ? "" : "?" + query)}";
    }

    private void OnChanged()
    {
        _desk.Check();
        (_touched, _said) = (true, null);
    }

    private Task ImportAsync(string yaml)
    {
        var problem = _desk.Import(yaml);
        (_said, _failed, _touched, _tried) = (problem ?? "The file is in the form below. Nothing is published yet.", problem is not null, true, true);
        return Task.CompletedTask;
    }

    private async Task RetireAsync(bool retired)
    {
        try
        {
            var problem = await _desk.RetireAsync(retired, _disposal.Token);
            (_said, _failed, _retiring) = (problem ?? (retired ? "It is retired." : "It is in use again."), problem is not null, false);
            _versions = book.Versions(_desk.Base!.Name);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
    }

    private async Task PublishAsync()
    {
        if (_publishing)
        {
            return;
        }

        _publishing = true;
        try
        {
            var problem = await _desk.PublishAsync(_disposal.Token);
            (_failed, _touched) = (problem is not null, problem is not null);
            _versions = _desk.Base is { } shown ? book.Versions(shown.Name) : [];
            _said = problem ?? $"Version {_desk.Base!.Version} is published. From now on it judges; older verdicts keep their version.";
            if (problem is null)
            {
                _opened = (_desk.Base!.Name, null);
                navigation.NavigateTo($"/evaluations/evaluators/{_desk.Base.Name}", replace: true);
            }
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
        finally
        {
            _publishing = false;
        }
    }
}
