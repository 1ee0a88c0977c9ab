using Microsoft.Extensions.Options;
using SupportDashboard.Evaluations.Checks;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Llm;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Says beforehand what a run will ask of the model. It reads no conversation: their lengths come from the index, what is judged already from the ledger.
/// Of many sessions it looks at an even sample.
/// </summary>
internal sealed class RunEstimator(SessionSizes sizes, ItemLedger items, Judge judge, LlmConnection connection, LlmPrices prices, IOptions<EvaluationOptions> options)
{
    private const int Sample = 2000;
    private const double CharactersPerToken = 4;

    // The rules for every evaluator, the schema of the answer and the marks around the transcript.
    private const int CommonCharacters = 3000;

    // "Turn 12:", "User:", "Agent:" and line breaks.
    private const int CharactersPerTurn = 30;

    // Tool calls and documents are about as long as what was said.
    private const double WorkFactor = 2;

    // An explanation of a few sentences and its quotes; models that think first take more.
    private const double UsualAnswer = 300;

    public async Task<EvaluationEstimate> EstimateAsync(EvaluationRequest request, IReadOnlyList<Evaluator> evaluators, CancellationToken cancellationToken)
    {
        var ids = request.SessionIds.Distinct(StringComparer.Ordinal).ToList();
        var sampled = SampleOf(ids);
        var known = await sizes.ReadAsync(request.Project, sampled, cancellationToken);
        var judged = request.Again ? [] : await items.JudgedAsync(request.Project, sampled, cancellationToken);
        var (calls, already, prompt, completion) = (0d, 0d, 0d, 0d);
        decimal? cost = 0;
        var models = new SortedSet<string>(StringComparer.Ordinal);
        var scale = (double)ids.Count / sampled.Count;
        foreach (var evaluator in evaluators)
        {
            var done = Done(evaluator, known, judged);
            already += done.Count * scale;
            if (evaluator.Kind != EvaluatorKind.Code)
            {
                var model = connection.JudgeModelFor(evaluator.Model);
                var left = known.Where(session => !done.Contains(session.SessionId)).ToList();
                var asked = (sampled.Count - done.Count) * scale * CallsPerSession(evaluator, left);
                var (sent, answered) = (asked * PromptTokens(evaluator, left), asked * (await items.AverageAnswerAsync(evaluator.Name, model, cancellationToken) ?? UsualAnswer));
                (calls, prompt, completion) = (calls + asked, prompt + sent, completion + answered);
                cost += asked < 0.5 ? 0 : prices.Cost(model, (long)sent, (long)answered);
                models.Add(model);
            }
        }

        return new EvaluationEstimate
        {
            Sessions = ids.Count,
            Verdicts = ids.Count * evaluators.Count,
            AlreadyJudged = (int)Math.Round(already),
            Calls = (int)Math.Round(calls),
            PromptTokens = (long)prompt,
            CompletionTokens = (long)completion,
            Cost = cost,
            Model = models.Count == 0 ? connection.JudgeModel : string.Join(", ", models),
        };
    }

    private static List<string> SampleOf(List<string> ids) =>
        ids.Count <= Sample ? ids : [.. Enumerable.Range(0, Sample).Select(index => ids[(int)((long)index * ids.Count / Sample)])];

    private HashSet<string> Done(Evaluator evaluator, IReadOnlyList<SessionSize> sessions, IReadOnlyList<JudgedTurns> judged)
    {
        var model = evaluator.Kind == EvaluatorKind.Code ? CodeJudge.ModelName : connection.JudgeModelFor(evaluator.Model);
        var seen = judged
            .Where(verdict => verdict.Evaluator == evaluator.Name && verdict.EvaluatorVersion == evaluator.Version && verdict.Model == model)
            .Select(static verdict => (verdict.SessionId, (long?)verdict.TurnCount)).ToHashSet();
        return [.. sessions.Where(session => seen.Contains((session.SessionId, session.Turns))).Select(static session => session.SessionId)];
    }

    // How many steps there are the index does not know: about one a turn.
    private static double CallsPerSession(Evaluator evaluator, List<SessionSize> sessions) =>
        evaluator.Scope == EvaluatorScope.Session || sessions.Count == 0 ? 1 : sessions.Average(static session => Math.Min(JudgedPiece.Most, (double)session.Turns));

    // A turn or step is judged by itself, unless the prompt asks for the whole conversation.
    private static double ShareOf(Evaluator evaluator, SessionSize session) =>
        evaluator.Scope == EvaluatorScope.Session || PromptParts.VariablesOf(evaluator).Contains(PromptVariables.Transcript) ? 1 : 1d / Math.Max(1, session.Turns);

    private double PromptTokens(Evaluator evaluator, List<SessionSize> sessions)
    {
        var factor = judge.ShowsWork(evaluator) ? WorkFactor : 1;
        var rubric = CommonCharacters + evaluator.PromptTemplate.Length + evaluator.Choices.Sum(static choice => choice.Description.Length);
        var transcript = sessions.Count == 0
            ? 0
            : sessions.Average(session => Math.Min(options.Value.MaxTranscriptCharacters, ShareOf(evaluator, session) * ((session.Characters * factor) + (session.Turns * CharactersPerTurn))));
        return (rubric + transcript) / CharactersPerToken;
    }
}
