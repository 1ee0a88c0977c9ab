using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Rules;

namespace SupportDashboard.Components.Evaluations.Rules;

/// <summary>The rules, whether they are on, and what they did today.</summary>
public sealed partial class RulesPage(EvaluationRules rules, RuleReader reader, EvaluationRuns runs, EvaluatorBook book, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _disposal = new();
    private readonly List<IDisposable> _following = [];
    private IReadOnlyList<(EvaluationRule Rule, RuleReport Report)>? _rules;
    private RenderThrottle? _throttle;
    private string? _error;

    public async ValueTask DisposeAsync()
    {
        _following.ForEach(static token => token.Dispose());
        _disposal.CancelHere();
        if (_throttle is not null)
        {
            await _throttle.DisposeAsync();
        }

        _disposal.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _throttle = new RenderThrottle(RefreshAsync, RefreshInterval, clock);
            _following.Add(rules.Subscribe(_throttle.Request));
            _following.Add(runs.Subscribe(_throttle.Request));
            await RefreshAsync();
        }
    }

    private static string Today(RuleReport report)
    {
        var parts = RuleWords.Shown.Where(reason => reason != RuleReason.NotQuiet && report[reason] > 0).Select(reason => $"{Figures.Count(report[reason])} {Lower(RuleWords.Title(reason))}").ToList();
        return parts.Count == 0 ? "nothing decided today" : string.Join(" · ", parts);
    }

    private static string Lower(string title) => char.ToLowerInvariant(title[0]) + title[1..];

    private async Task SwitchAsync(EvaluationRule rule, bool enabled)
    {
        try
        {
            // What a person decided is done, also when she leaves at once.
            await rules.SwitchAsync(rule.Id, enabled, CancellationToken.None);
        }
        catch (RuleException exception)
        {
            _error = exception.Message;
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                _rules = await ReadAsync();
                _error = null;
                StateHasChanged();
            });
        }
        catch (Exception) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task<IReadOnlyList<(EvaluationRule, RuleReport)>> ReadAsync()
    {
        var read = new List<(EvaluationRule, RuleReport)>();
        foreach (var rule in await rules.ListAsync(_disposal.Token))
        {
            read.Add((rule, await reader.ReportAsync(rule, today: true, _disposal.Token)));
        }

        return read;
    }
}
