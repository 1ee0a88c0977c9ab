using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Evaluations;

/// <summary>Tries an evaluator, or two versions of it beside each other, on some conversations; nothing is stored.</summary>
public sealed partial class TrialPane(EvaluatorTrials trials) : IDisposable
{
    private const int ChosenAtFirst = 5;

    private readonly CancellationTokenSource _disposal = new();
    private readonly Dictionary<(string SessionId, Evaluator Evaluator), TrialResult> _results = [];
    private CancellationTokenSource? _trial;
    private IReadOnlyList<string> _chosen = [];
    private Evaluator? _compared;
    private Evaluator? _tried;
    private string _other = "";
    private bool _running;
    private bool _picked;

    /// <summary>Null while the draft is not complete.</summary>
    [Parameter, EditorRequired]
    public Evaluator? Evaluator { get; set; }

    /// <summary>The published versions, the newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Evaluator> Versions { get; set; }

    [Parameter, EditorRequired]
    public required string Project { get; set; }

    /// <summary>The conversations to choose from.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<SessionRow> Rows { get; set; }

    private IEnumerable<Evaluator> Others => Versions.Where(version => version.Version != Evaluator?.Version && version.Kind == EvaluatorKind.Llm);

    private string Totals
    {
        get
        {
            if (_results.Count == 0)
            {
                return "";
            }

            var tokens = _results.Values.Sum(static result => result.Verdict.PromptTokens + result.Verdict.CompletionTokens);
            decimal? cost = _results.Values.Aggregate((decimal?)0, static (sum, result) => sum + result.Cost);
            return $"{Figures.Count(_results.Count, "verdict")} · {Figures.Short(tokens)} tokens · {(cost is null ? "price not known" : Figures.Dollars(cost))}";
        }
    }

    public void Dispose()
    {
        _disposal.Cancel();
        _trial?.Dispose();
        _disposal.Dispose();
    }

    protected override void OnParametersSet()
    {
        if (!_picked && Rows.Count > 0)
        {
            _picked = true;
            _chosen = [.. Rows.Take(ChosenAtFirst).Select(static row => row.SessionId)];
        }

        if (_tried is not null && _tried != Evaluator && !_running)
        {
            // What was tried is no longer what stands in the form.
            _results.Clear();
            _tried = null;
        }
    }

    private static string NameOf(Evaluator evaluator) => evaluator.PublishedAt is null && EvaluatorCatalog.Find(evaluator.Name) is null ? "This draft" : $"Version {evaluator.Version}";

    private TrialResult? Result(string sessionId, Evaluator evaluator) => _results.GetValueOrDefault((sessionId, evaluator));

    private bool Differs(string sessionId) => _compared is not null
        && Result(sessionId, Evaluator!) is { } one && Result(sessionId, _compared) is { } other
        && (one.Verdict as JudgedVerdict)?.Label != (other.Verdict as JudgedVerdict)?.Label;

    private void Stop() => _trial?.Cancel();

    private async Task RunAsync()
    {
        if (_running || Evaluator is not { } evaluator)
        {
            return;
        }

        _running = true;
        _trial?.Dispose();
        _trial = CancellationTokenSource.CreateLinkedTokenSource(_disposal.Token);
        _results.Clear();
        (_tried, _compared) = (evaluator, Others.FirstOrDefault(version => string.Equals(version.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), _other, StringComparison.Ordinal)));
        try
        {
            foreach (var asked in new[] { evaluator, _compared }.OfType<Evaluator>())
            {
                await trials.TryAsync(asked, Project, _chosen, result => ShowAsync(asked, result), _trial.Token);
            }
        }
        catch (OperationCanceledException) when (_trial.IsCancellationRequested)
        {
            // Stopped, or the pane has left the screen: what came until then stays.
        }
        finally
        {
            _running = false;
        }
    }

    private Task ShowAsync(Evaluator asked, TrialResult result) => InvokeAsync(() =>
    {
        _results[(result.SessionId, asked)] = result;
        StateHasChanged();
    });
}
