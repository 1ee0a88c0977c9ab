using Microsoft.AspNetCore.Components;
using MudBlazor;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Evaluations;

/// <summary>Says what judging several conversations will take before it begins: calls, tokens, cost, and what is judged already.</summary>
public sealed partial class EvaluatePanel(EvaluationRuns runs, ISnackbar messages) : IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private IReadOnlyList<string> _chosen = EvaluatorPicker.Standard;
    private EvaluationEstimate? _estimate;
    private string? _problem;
    private int _asked;
    private bool _again;
    private bool _starting;

    [Parameter, EditorRequired]
    public required string Project { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> SessionIds { get; set; }

    /// <summary>Raised after the run has begun, with its id.</summary>
    [Parameter]
    public EventCallback<Guid> OnStarted { get; set; }

    /// <summary>Raised when nothing shall be judged.</summary>
    [Parameter]
    public EventCallback OnClosed { get; set; }

    private EvaluationRequest Request => new(Project, SessionIds, _chosen, _again);

    private string Words => _problem ?? (_estimate is { } estimate ? WordsOf(estimate) : _chosen.Count == 0 ? "Choose what to judge." : "Counting what it will take…");

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    protected override Task OnInitializedAsync() => EstimateAsync();

    internal static string WordsOf(EvaluationEstimate estimate)
    {
        var already = estimate.AlreadyJudged == 0 ? "" : $" {Figures.Count(estimate.AlreadyJudged, "verdict")} of {Figures.Count(estimate.Verdicts)} are there already and are kept.";
        if (estimate.Calls == 0)
        {
            return $"No call to a model.{already}";
        }

        var cost = estimate.Cost switch
        {
            null => $"the price of {estimate.Model} is not known",
            0 => "costs nothing",
            _ => $"about {Figures.Dollars(estimate.Cost)}",
        };
        return $"About {Figures.Count(estimate.Calls, "call")} to {estimate.Model} with {Figures.Short(estimate.PromptTokens + estimate.CompletionTokens)} tokens: {cost}.{already}";
    }

    private Task ChooseAsync(IReadOnlyList<string> chosen)
    {
        _chosen = chosen;
        return EstimateAsync();
    }

    private Task AgainAsync(ChangeEventArgs change)
    {
        _again = change.Value is true;
        return EstimateAsync();
    }

    private async Task EstimateAsync()
    {
        var asked = ++_asked;
        (_estimate, _problem) = (null, null);
        if (_chosen.Count == 0)
        {
            return;
        }

        try
        {
            var estimate = await runs.EstimateAsync(Request, _disposal.Token);
            _estimate = asked == _asked ? estimate : _estimate;
        }
        catch (ArgumentException exception)
        {
            _problem = asked == _asked ? exception.Message : _problem;
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The panel has left the screen.
        }
    }

    private async Task StartAsync()
    {
        if (_starting)
        {
            return;
        }

        _starting = true;
        try
        {
            await OnStarted.InvokeAsync(await runs.StartAsync(Request, _disposal.Token));
        }
        catch (ArgumentException exception)
        {
            messages.Add(exception.Message, Severity.Error);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The panel has left the screen.
        }
        finally
        {
            _starting = false;
        }
    }
}
