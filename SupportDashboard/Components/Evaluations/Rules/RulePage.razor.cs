using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations.Rules;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Components.Evaluations.Rules;

/// <summary>One rule: what it says, and what it did.</summary>
public sealed partial class RulePage(EvaluationRules rules, PhoenixConnection phoenix, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private EvaluationRule? _rule;
    private Guid? _loaded;
    private string? _problem;
    private string? _notice;
    private bool _missing;
    private bool _deleting;

    /// <summary>The rule's id from the address; null for a new one.</summary>
    [Parameter]
    public Guid? RuleId { get; set; }

    /// <summary>Which group of conversations is listed.</summary>
    [SupplyParameterFromQuery]
    public string? Reason { get; set; }

    /// <summary><c>all</c> for everything that is kept, else today.</summary>
    [SupplyParameterFromQuery]
    public string? When { get; set; }

    /// <summary>The conversation that is asked about.</summary>
    [SupplyParameterFromQuery]
    public string? Session { get; set; }

    /// <summary>The list that a new rule begins with, as the query part of an address.</summary>
    [SupplyParameterFromQuery]
    public string? List { get; set; }

    /// <summary>The project of a new rule.</summary>
    [SupplyParameterFromQuery]
    public string? Project { get; set; }

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (RuleId == _loaded)
        {
            return;
        }

        (_loaded, _rule, _missing, _problem, _deleting) = (RuleId, null, false, null, false);
        if (RuleId is { } id)
        {
            try
            {
                _rule = await rules.FindAsync(id, _disposal.Token);
                _missing = _rule is null;
            }
            catch (Exception) when (_disposal.IsCancellationRequested)
            {
                // The page has left the screen.
            }
        }
    }

    private Task SaveAsync(EvaluationRule draft) => ChangeAsync(async () =>
    {
        if (RuleId is null)
        {
            var added = await rules.AddAsync(draft, _disposal.Token);
            navigation.NavigateTo($"/evaluations/rules/{added.Id}");
        }
        else
        {
            // What was switched meanwhile stays as it is.
            _rule = await rules.SaveAsync(draft with { Enabled = _rule!.Enabled }, _disposal.Token);
            _notice = "Saved. What the rule decided before stands.";
        }
    });

    private Task SwitchAsync(bool enabled) => ChangeAsync(async () => _rule = await rules.SwitchAsync(_rule!.Id, enabled, _disposal.Token));

    private Task DeleteAsync() => ChangeAsync(async () =>
    {
        await rules.DeleteAsync(_rule!.Id, _disposal.Token);
        navigation.NavigateTo("/evaluations/rules");
    });

    private async Task ChangeAsync(Func<Task> change)
    {
        (_problem, _notice) = (null, null);
        try
        {
            await change();
        }
        catch (RuleException exception)
        {
            _problem = exception.Message;
        }
    }
}
