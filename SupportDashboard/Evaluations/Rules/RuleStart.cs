namespace SupportDashboard.Evaluations.Rules;

/// <summary>Starts the runs of a round: one for all the sessions that miss the same evaluators.</summary>
/// <param name="start">Starts a run and answers its id; asked for the same sessions again while they are being judged, it adds nothing.</param>
internal sealed class RuleStart(Func<EvaluationRequest, CancellationToken, Task<Guid>> start)
{
    /// <summary>The run of each session.</summary>
    public async Task<IReadOnlyDictionary<string, Guid?>> RunAsync(EvaluationRule rule, IReadOnlyList<RuleVerdict> verdicts, CancellationToken cancellationToken)
    {
        var runs = new Dictionary<string, Guid?>(StringComparer.Ordinal);
        foreach (var same in verdicts.GroupBy(static verdict => string.Join(',', verdict.Missing.Select(static evaluator => evaluator.Name)), StringComparer.Ordinal))
        {
            var ids = same.Select(static verdict => verdict.Session.SessionId).ToList();
            var run = await start(new EvaluationRequest(rule.Project, ids, [.. same.First().Missing.Select(static evaluator => evaluator.Name)], Again: false) { RuleId = rule.Id }, cancellationToken);
            foreach (var id in ids)
            {
                runs[id] = run;
            }
        }

        return runs;
    }
}
