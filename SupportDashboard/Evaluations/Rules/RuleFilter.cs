using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>Which sessions a rule's list holds. A rule keeps its list as a saved view does: the same text means the same list.</summary>
internal sealed class RuleFilter(SessionQueries queries, TimeProvider clock)
{
    /// <summary>What the text means, and sentences about what it says wrongly.</summary>
    public static (SessionFilter Filter, IReadOnlyList<string> Remarks) Read(string query, DateTimeOffset now)
    {
        var address = SessionsAddress.ParseQuery(query);
        return (address.ToFilter(now), address.Remarks);
    }

    /// <summary>Which of the sessions are in the list.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="sessionIds">The sessions: some of the first <paramref name="most"/> that were active at or after <paramref name="from"/>, in the order of their last activity.</param>
    /// <param name="from">See there.</param>
    /// <param name="most">See there.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<HashSet<string>> MatchingAsync(EvaluationRule rule, IEnumerable<string> sessionIds, DateTimeOffset from, int most, CancellationToken cancellationToken)
    {
        var ids = sessionIds.ToHashSet(StringComparer.Ordinal);
        if (rule.Query.Length > 0 && ids.Count > 0)
        {
            // What matches among the first n sessions is among the first n that match.
            var filter = Read(rule.Query, clock.GetUtcNow()).Filter;
            filter = filter with { From = filter.From > from ? filter.From : from };
            ids.IntersectWith(await queries.IdsAsync(new SessionQuery(rule.Project, filter, Ascending: true), most, cancellationToken));
        }

        return ids;
    }
}
