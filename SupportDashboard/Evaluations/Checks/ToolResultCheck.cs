namespace SupportDashboard.Evaluations.Checks;

/// <summary>Says of every tool call whether it succeeded, and of the session whether all of them did.</summary>
internal static class ToolResultCheck
{
    public const string Success = "success";
    public const string Error = "error";

    private const int MostReported = 5;

    public static CheckFinding Check(IReadOnlyList<CheckedTurn> turns)
    {
        var calls = turns.SelectMany(static turn => turn.Calls.Select(call => (turn, Call: call))).ToList();
        var failed = calls.Where(static found => !found.Call.Succeeded).ToList();
        var explanation = (calls.Count, failed.Count) switch
        {
            (0, _) => "The agent called no tool.",
            (1, 0) => "The one tool call succeeded.",
            (var all, 0) => $"All {all} tool calls succeeded.",
            _ => string.Join(' ', failed.Take(MostReported).Select(static found => $"In turn {found.turn.Number} {found.Call.Name} failed. {found.Call.Failure}")),
        };
        var label = calls.Count == 0 ? Evaluator.UnknownLabel : failed.Count > 0 ? Error : Success;
        return new(label, explanation, [.. failed.Where(static found => found.turn.Customer.Length > 0).Take(MostReported).Select(static found => new JudgeQuote(found.turn.Number, FirstLine(found.turn))).Distinct()])
        {
            Spans = [.. calls.Where(static found => found.Call.SpanId is not null).Select(static found => new SpanFinding(
                found.Call.SpanId!, found.Call.Succeeded ? Success : Error, found.Call.Failure ?? "The tool call succeeded."))],
        };
    }

    // What the tool was called for; a result is no part of what was said, so it cannot be quoted.
    private static string FirstLine(CheckedTurn turn) => turn.Customer.Trim().Split('\n')[0];
}
