using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Rules;
using SupportDashboard.Phoenix;
using SupportDashboard.Review;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>What the reading pane shows of one session: transcript, verdicts, why there are none, notes.</summary>
public sealed class SessionModel(
    TranscriptReader transcripts, SessionAnnotationReader annotations, HumanReview review, EvaluationRuns runs, EvaluatorBook book, VerdictBook given, RuleReader rules, SessionQueries queries)
{
    // The name under which Phoenix keeps notes among the annotations (contract.md A.8).
    private const string NoteName = "note";

    private long _loading;

    /// <summary>Null while it loads, and where Phoenix does not know the session.</summary>
    public Transcript? Transcript { get; private set; }

    /// <summary>The session as the index has it; null while it does not.</summary>
    public SessionRow? Row { get; private set; }

    /// <summary>Every verdict in Phoenix, of judges and people.</summary>
    public IReadOnlyList<SessionVerdict> Verdicts { get; private set; } = [];

    /// <summary>The notes that people left, newest first.</summary>
    public IReadOnlyList<SessionNote> Notes { get; private set; } = [];

    /// <summary>The newest item of each evaluator in the ledger: what is running, or why there is no verdict.</summary>
    public IReadOnlyList<EvaluationItem> Items { get; private set; } = [];

    /// <summary>What judges of this dashboard said, by evaluator, newest first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<EarlierVerdict>> History { get; private set; } = new Dictionary<string, IReadOnlyList<EarlierVerdict>>();

    /// <summary>How the session stands with the rules that are on.</summary>
    public IReadOnlyList<RuleAnswer> Rules { get; private set; } = [];

    /// <summary>Why it could not be read, as a sentence.</summary>
    public string? Error { get; private set; }

    /// <summary>True once an answer came, good or bad.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>True while a judge works on this session.</summary>
    public bool IsEvaluating => Items.Any(item => item.IsOpen);

    /// <summary>True where each of the evaluators has a verdict that saw all turns: evaluating then means asking once more.</summary>
    public bool IsJudgedBy(IEnumerable<string> evaluators) => evaluators.All(name => Judged(name) is { Stale: false });

    /// <summary>True where the newest verdict was written after an instant.</summary>
    public bool WasJudgedSince(DateTimeOffset at) => Items.Any(item => item.State == EvaluationItemState.Written && item.UpdatedAt > at);

    /// <summary>Reads everything again; an answer that comes after a newer question is dropped.</summary>
    public async Task LoadAsync(string project, string sessionId, CancellationToken cancellationToken)
    {
        var loading = Interlocked.Increment(ref _loading);
        try
        {
            var inPhoenix = ReadAsync(project, sessionId, cancellationToken);
            var (asked, known, said, why) = (
                runs.ForSessionAsync(project, sessionId, cancellationToken), queries.FindAsync(project, sessionId, cancellationToken),
                given.HistoryAsync(project, sessionId, cancellationToken), rules.WhyAsync(project, sessionId, cancellationToken));

            // The index knows the session also while Phoenix does not answer.
            await Task.WhenAll(asked, known, said, why);
            var (items, row, history, answers) = (await asked, await known, await said, await why);
            (Items, Row) = loading == Interlocked.Read(ref _loading) ? (items, row) : (Items, Row);
            var (transcript, written, notes) = await inPhoenix;
            if (loading == Interlocked.Read(ref _loading))
            {
                (Items, Row, Transcript, History, Rules, Error, IsLoaded) = (items, row, transcript, history, answers, null, true);
                Verdicts = [.. written.Where(a => a.Name != NoteName).Select(a => SessionVerdict.From(a, transcript!.TotalTurns))];
                Notes = notes;
            }
        }
        catch (PhoenixException failure) when (loading == Interlocked.Read(ref _loading))
        {
            (Error, IsLoaded) = (failure.Message, true);
        }
        catch (PhoenixException)
        {
            // A newer question is on its way.
        }
    }

    private async Task<(Transcript? Transcript, IReadOnlyList<SessionAnnotation> Written, IReadOnlyList<SessionNote> Notes)> ReadAsync(
        string project, string sessionId, CancellationToken cancellationToken)
    {
        var (reading, writing) = (transcripts.ReadAsync(project, sessionId, cancellationToken), annotations.ReadAsync(project, [sessionId], cancellationToken));
        await Task.WhenAll(reading, writing);
        var (transcript, written) = (await reading, await writing);
        var notes = transcript is not null && written.Any(a => a.Name == NoteName) ? await review.NotesAsync(project, sessionId, cancellationToken) : [];
        return (transcript, transcript is null ? [] : written, notes);
    }

    /// <summary>Reads only what the ledger says, which costs no call to Phoenix.</summary>
    public async Task LoadItemsAsync(string project, string sessionId, CancellationToken cancellationToken) =>
        Items = await runs.ForSessionAsync(project, sessionId, cancellationToken);

    /// <summary>The judge's verdict that counts for an evaluator: the newest.</summary>
    public SessionVerdict? Judged(string evaluator) => SessionVerdicts.Judges(book, Verdicts).FirstOrDefault(v => v.Evaluator == evaluator);

    /// <summary>What a person of this dashboard said for an evaluator; null where nobody did.</summary>
    public SessionVerdict? Human(string evaluator) => Verdicts.Where(v => v.IsHuman && v.Evaluator == evaluator && v.Label is not null).MaxBy(v => v.UpdatedAt);

    public EvaluationItem? Item(string evaluator) => Items.FirstOrDefault(item => item.Evaluator == evaluator);

    /// <summary>What an evaluator's judges said before the verdict that stands; all they said where none stands.</summary>
    public IReadOnlyList<EarlierVerdict> Earlier(string evaluator)
    {
        var history = History.GetValueOrDefault(evaluator) ?? [];
        return Judged(evaluator) is { Identifier: VerdictAnnotation.Identifier } && history.Count > 0 ? [.. history.Skip(1)] : history;
    }

    /// <summary>Why no rule had an evaluator judge the session, or not yet, as a sentence; null where none would.</summary>
    public string? WhyNot(string evaluator) => Rules.FirstOrDefault(answer => answer.Rule.Evaluators.Contains(evaluator) && answer.Reason != RuleReason.Judged) is { } answer
        ? $"Rule “{answer.Rule.Name}”: {answer.Sentence}"
        : null;

    /// <summary>The names of every evaluator that has a card: the built-in ones and whatever else wrote a verdict.</summary>
    public IEnumerable<string> Evaluators => book.Standard.Select(e => e.Name).Reverse()
        .Concat(SessionVerdicts.Judges(book, Verdicts).Select(v => v.Evaluator)).Concat(Items.Select(item => item.Evaluator)).Distinct();
}
