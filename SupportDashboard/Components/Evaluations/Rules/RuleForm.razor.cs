using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Rules;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Evaluations.Rules;

/// <summary>What a rule says, to be written or changed; how many conversations its list holds is shown beside it.</summary>
public sealed partial class RuleForm(EvaluatorBook book, SessionViews views, SessionQueries sessions, TimeProvider clock) : IDisposable
{
    // No view's query begins without a question mark.
    private const string Other = "other";

    private readonly CancellationTokenSource _disposal = new();
    private IReadOnlyList<ListView> _views = ListView.BuiltIn;
    private RuleDraft _draft = null!;
    private string _choice = "";
    private string? _problem;
    private (int Matching, int All)? _inList;

    /// <summary>The rule to change; null for a new one.</summary>
    [Parameter]
    public EvaluationRule? Rule { get; set; }

    /// <summary>The project of a new rule.</summary>
    [Parameter, EditorRequired]
    public required string Project { get; set; }

    /// <summary>The list that a new rule begins with.</summary>
    [Parameter]
    public string? List { get; set; }

    /// <summary>Why it could not be saved.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>What became of it.</summary>
    [Parameter]
    public string? Notice { get; set; }

    /// <summary>The rule makes sense and is to be stored.</summary>
    [Parameter, EditorRequired]
    public EventCallback<EvaluationRule> OnSave { get; set; }

    private string ListHref => (SessionsAddress.ParseQuery(_draft.Query) with { Project = _draft.Project }).ToUri();

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    protected override void OnInitialized()
    {
        _draft = Rule is { } rule ? new RuleDraft(rule) : new RuleDraft(Project, List, EvaluatorPicker.Standard);
        _choice = ChoiceOf(_draft.Query);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            await views.LoadAsync(_disposal.Token);
            _views = [.. views.All.OrderByDescending(static view => view == ListView.All).DistinctBy(static view => view.Query)];
            _choice = ChoiceOf(_draft.Query);
            await CountAsync();
            StateHasChanged();
        }
        catch (Exception) when (_disposal.IsCancellationRequested)
        {
            // The form has left the screen.
        }
    }

    // A view may ask for looks and order too, which do not matter here.
    private string ChoiceOf(string query) => _views.FirstOrDefault(view => SameList(view.Query, query))?.Query ?? Other;

    private static bool SameList(string one, string other) => SessionsAddress.ParseQuery(one).ShowsSameFigures(SessionsAddress.ParseQuery(other));

    private void Toggle(string evaluator, bool chosen)
    {
        if (chosen)
        {
            _draft.Evaluators.Add(evaluator);
        }
        else
        {
            _draft.Evaluators.Remove(evaluator);
        }
    }

    private Task ChooseAsync(ChangeEventArgs change)
    {
        _choice = change.Value as string ?? "";
        if (_choice != Other)
        {
            _draft.List = _choice;
        }

        return CountAsync();
    }

    private Task PasteAsync(ChangeEventArgs change)
    {
        _draft.List = change.Value as string ?? "";
        return CountAsync();
    }

    private async Task CountAsync()
    {
        var query = _draft.Query;
        var matching = await TotalAsync(SessionsAddress.ParseQuery(query).ToFilter(clock.GetUtcNow()));
        var all = await TotalAsync(SessionFilter.None);
        if (query == _draft.Query)
        {
            _inList = (matching, all);
        }
    }

    private async Task<int> TotalAsync(SessionFilter filter) => (await sessions.PageAsync(new SessionQuery(_draft.Project, filter, Limit: 1), _disposal.Token)).Total;

    private async Task SaveAsync()
    {
        (var rule, _problem) = _draft.Read(book, clock.GetUtcNow());
        if (rule is not null)
        {
            await OnSave.InvokeAsync(rule);
        }
    }
}
