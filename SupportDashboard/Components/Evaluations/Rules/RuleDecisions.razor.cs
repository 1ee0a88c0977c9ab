using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Rules;

namespace SupportDashboard.Components.Evaluations.Rules;

/// <summary>What a rule did: conversations by reason, those of one reason, and the answer for a single one.</summary>
public sealed partial class RuleDecisions(RuleReader reader, EvaluationRules rules, EvaluationRuns runs, NavigationManager navigation, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _disposal = new();
    private readonly List<IDisposable> _following = [];
    private RenderThrottle? _throttle;
    private RuleReport? _report;
    private IReadOnlyList<RuleSession> _sessions = [];
    private RuleAnswer? _answer;
    private string _asked = "";
    private (EvaluationRule, string?, bool, string?) _shown;

    [Parameter, EditorRequired]
    public required EvaluationRule Rule { get; set; }

    /// <summary>The reason whose conversations are listed, as the address says it; anything may stand there.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>Everything that is kept, not only today's.</summary>
    [Parameter]
    public bool All { get; set; }

    /// <summary>The conversation that is asked about.</summary>
    [Parameter]
    public string? Session { get; set; }

    private RuleReason? Chosen => Enum.TryParse<RuleReason>(Reason, ignoreCase: true, out var reason) && RuleWords.Shown.Contains(reason) ? reason : null;

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

    protected override async Task OnParametersSetAsync()
    {
        if (_throttle is not null && _shown != (Rule, Reason, All, Session))
        {
            _asked = Session ?? _asked;
            await RefreshAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _asked = Session ?? "";
            _throttle = new RenderThrottle(RefreshAsync, RefreshInterval, clock);
            _following.Add(rules.Subscribe(_throttle.Request));
            _following.Add(runs.Subscribe(_throttle.Request));
            await RefreshAsync();
        }
    }

    private string Href(RuleReason? reason, bool all, string? session = null) => navigation.GetUriWithQueryParameters(
        $"/evaluations/rules/{Rule.Id}",
        new Dictionary<string, object?>
        {
            ["reason"] = reason?.ToString().ToLowerInvariant(),
            ["when"] = all ? "all" : null,
            ["session"] = session,
        });

    private void AskAsync() => navigation.NavigateTo(Href(Chosen, All, _asked.Trim() is { Length: > 0 } id ? id : null));

    private async Task RefreshAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                _shown = (Rule, Reason, All, Session);
                var report = await reader.ReportAsync(Rule, !All, _disposal.Token);
                var sessions = Chosen is { } chosen ? await reader.SessionsAsync(Rule, chosen, !All, _disposal.Token) : [];
                var answer = Session is { Length: > 0 } id ? await reader.WhyAsync(Rule, id, _disposal.Token) : null;
                (_report, _sessions, _answer) = (report, sessions, answer);
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
}
