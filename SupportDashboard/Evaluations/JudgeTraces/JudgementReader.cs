using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>Reads back what a judge saw: the facts from the ledger, the messages from the judges' project in Phoenix.</summary>
public sealed class JudgementReader
{
    /// <summary>The project in Phoenix that holds the judges' traces, and no conversations.</summary>
    public const string Project = JudgeTraceExport.Project;

    private const int MostSpans = 200;

    // Around what the ledger noted: clocks of two machines, and tries that the ledger does not count.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    // As long as a span may wait in the pipeline before it is sent.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(30);

    private readonly IPhoenixClient _phoenix;
    private readonly PhoenixProjects _projects;
    private readonly PhoenixConnection _connection;
    private readonly JudgeTraceExport _export;
    private readonly VerdictBook _verdicts;
    private readonly LlmPrices _prices;
    private readonly TimeProvider _clock;

    internal JudgementReader(
        IPhoenixClient phoenix, PhoenixProjects projects, PhoenixConnection connection, JudgeTraceExport export, VerdictBook verdicts, LlmPrices prices, TimeProvider clock)
    {
        _phoenix = phoenix;
        _projects = projects;
        _connection = connection;
        _export = export;
        _verdicts = verdicts;
        _prices = prices;
        _clock = clock;
    }

    /// <summary>Whether this can be a trace's id at all.</summary>
    public static bool IsTraceId(string? text) => text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>What is known of a judge's trace.</summary>
    public async Task<Judgement> ReadAsync(string traceId, CancellationToken cancellationToken)
    {
        var row = await _verdicts.ByTraceAsync(traceId, cancellationToken);
        var known = new Judgement { TraceId = traceId, Facts = row is null ? null : FactsOf(row), InPhoenix = LinkOf(traceId) };
        if (row is not null && _clock.GetUtcNow() - known.Facts!.At < OnItsWay)
        {
            await _export.FlushAsync();
        }

        try
        {
            return known with { Tries = await TriesAsync(traceId, known.Facts, cancellationToken) };
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.NotFound)
        {
            _projects.Forget(JudgeTraceExport.Project);
            return known;
        }
        catch (PhoenixException exception)
        {
            return known with { Error = exception.Message };
        }
    }

    private async Task<IReadOnlyList<JudgementTry>> TriesAsync(string traceId, JudgementFacts? facts, CancellationToken cancellationToken)
    {
        var project = await _projects.IdAsync(JudgeTraceExport.Project, cancellationToken);

        // An older Phoenix does not find a trace by its id; there the time narrows the list down.
        var query = _connection.Capabilities.FiltersSpansByTrace || facts is null
            ? new SpansQuery { TraceIds = [traceId], Limit = MostSpans }
            : new SpansQuery { StartTime = facts.At - facts.Duration - Margin, EndTime = facts.At + Margin, Limit = 1000 };
        var spans = await _phoenix.GetSpansAsync(project, query, cancellationToken);
        return [.. spans.Data.Where(span => span.Context.TraceId == traceId).OrderBy(static span => span.StartTime).Select(JudgementSpans.TryOf).OfType<JudgementTry>()];
    }

    private Uri? LinkOf(string traceId) =>
        _connection.Mode == PhoenixMode.Embedded ? null : new Uri($"{_connection.Endpoint.AbsoluteUri.TrimEnd('/')}/redirects/traces/{traceId}");

    private JudgementFacts FactsOf(ItemRow row) => new()
    {
        Project = row.Project,
        SessionId = row.SessionId,
        Evaluator = row.Evaluator,
        EvaluatorVersion = row.EvaluatorVersion,
        RunId = row.RunId,
        State = row.State,
        Label = row.Label,
        Score = row.Score,
        Explanation = row.Explanation,
        Reason = row.Reason,
        Model = row.Model,
        Cut = row.Cut,
        TakenOver = row.TakenOver,
        PromptTokens = row.PromptTokens,
        CompletionTokens = row.CompletionTokens,
        CachedTokens = row.CachedTokens,
        Cost = _prices.Cost(row.Model, row.PromptTokens, row.CompletionTokens),
        Duration = TimeSpan.FromMilliseconds(row.DurationMs),
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.JudgedAt ?? row.UpdatedAt),
    };
}
