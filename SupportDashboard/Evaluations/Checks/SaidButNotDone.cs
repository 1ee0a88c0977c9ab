using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>
/// Matches every completed action that an answer claims to a tool call of that turn or an earlier one that succeeded, of a fitting kind, about the same
/// order, reservation, address or amount. What no call did is the evidence. A call that was reported already does not serve a second time where the agent
/// had asked for a go-ahead and the customer has just given it.
/// </summary>
internal static partial class SaidButNotDone
{
    public const string Done = "done";
    public const string NotDone = "not_done";

    private const int MostReported = 5;

    // So that the work grows with the conversation, not with its square: nobody repeats or reports what is further back.
    private const int Lately = 20;
    private const int MostCalls = 500;

    public static CheckFinding Check(IReadOnlyList<CheckedTurn> turns)
    {
        var (claims, unmatched) = Match(turns);
        if (unmatched.Count > 0)
        {
            var sentences = unmatched.Take(MostReported).Select(claim => Sentence(claim, turns)).Distinct();
            return new(NotDone, string.Join(' ', sentences), [.. unmatched.Take(MostReported).Select(static claim => new JudgeQuote(claim.Turn, claim.Sentence.Text)).Distinct()]);
        }

        return claims.Count == 0
            ? new(Done, "The agent did not say that it had done anything that a tool would have to do.", [])
            : new(
                Done,
                claims.Count == 1 ? $"What the agent said it had done in turn {claims[0].Turn}, a tool call did." : $"Each of the {claims.Count} things that the agent said it had done was done by a tool call.",
                [.. claims.Take(MostReported).Select(static claim => new JudgeQuote(claim.Turn, claim.Sentence.Text)).Distinct()]);
    }

    /// <summary>All claims of the conversation, and those that no call did.</summary>
    public static (IReadOnlyList<Claim> Claims, IReadOnlyList<Claim> Unmatched) Match(IReadOnlyList<CheckedTurn> turns)
    {
        var (all, unmatched) = (new List<Claim>(), new List<Claim>());
        var reported = new HashSet<CheckedCall>(ReferenceEqualityComparer.Instance);
        var succeeded = new List<CheckedCall>();
        for (var index = 0; index < turns.Count; index++)
        {
            succeeded.AddRange(turns[index].Calls.Where(static call => call.Succeeded));
            var saidLately = turns.Take(index + 1).Skip(index + 1 - Lately).Select(static turn => turn.Customer);
            var claims = ClaimReader.In(turns[index], string.Join('\n', saidLately)).ToList();
            var calls = succeeded.Skip(succeeded.Count - MostCalls).ToList();
            var isNew = index > 0 && GoAhead().IsMatch(turns[index].Customer) && AskedToGoAhead().IsMatch(turns[index - 1].Agent);
            var before = isNew ? new HashSet<CheckedCall>(reported, ReferenceEqualityComparer.Instance) : [];
            foreach (var claim in claims)
            {
                var done = ClaimMatch.Of(claim, IdsOf(claim, turns[index]), calls);
                if (done.Any(call => !before.Contains(call)))
                {
                    reported.UnionWith(done);
                }
                else
                {
                    unmatched.Add(claim);
                }
            }

            all.AddRange(claims);
        }

        return (all, unmatched);
    }

    /// <summary>What the sentence and its list name; where they name nothing, the one thing that the customer named in this turn.</summary>
    private static IReadOnlyList<string> IdsOf(Claim claim, CheckedTurn turn)
    {
        var named = References.IdsIn(claim.Sentence.Plain).Concat(References.IdsIn(claim.Sentence.Below)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return named.Count > 0 ? named : References.IdsIn(turn.Customer) is { Count: 1 } one ? one : [];
    }

    private static string Sentence(Claim claim, IReadOnlyList<CheckedTurn> turns)
    {
        var calls = turns.Where(turn => turn.Number <= claim.Turn).SelectMany(static turn => turn.Calls).ToList();
        var failed = calls.LastOrDefault(call => !call.Succeeded && claim.Kind.IsDoneBy(call));
        var why = failed is not null ? $"but {failed.Name} failed. {failed.Failure}"
            : calls.Count == 0 ? "but no tool call is recorded up to then."
            : "but no tool call up to then did that.";
        return $"In turn {claim.Turn} the agent said that something had been {claim.Kind.Name}, {why}";
    }

    [GeneratedRegex(@"\b(?:yes|yeah|yep|sure|please|proceed|go ahead|confirm|ok|okay|do it|sounds good)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GoAhead();

    [GeneratedRegex(@"\b(?:would you like (?:me )?to|shall I|should I|do you want me to|(?:please|could you|can you) (?:please )?confirm|to proceed|like to proceed|go ahead)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AskedToGoAhead();
}
