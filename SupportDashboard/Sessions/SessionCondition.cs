using Dapper;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>A filter as SQL over <c>session s</c>. All values are parameters; evaluator names and labels among them.</summary>
internal sealed class SessionCondition
{
    private const int MostEvaluators = 20;
    private const int MostLabels = 50;

    private readonly List<string> _parts = [];

    private SessionCondition(string project) => Parameters.Add("project", project);

    public DynamicParameters Parameters { get; } = new();

    /// <summary>The WHERE clause without the word.</summary>
    public string Sql => string.Join(" AND ", _parts);

    /// <summary>Everything that the filter asks; <paramref name="without"/> leaves one evaluator's choice out, for that evaluator's facet.</summary>
    public static SessionCondition Of(string project, SessionFilter filter, string? without = null)
    {
        var condition = new SessionCondition(project);
        condition._parts.Add("s.project = (SELECT id FROM project WHERE name = @project)");
        condition.AddTime(filter);
        condition.AddFlags(filter);
        condition.AddVerdicts(filter, without);
        condition.AddSearch(filter.Search);
        return condition;
    }

    /// <summary>Adds one more part.</summary>
    public SessionCondition And(string sql)
    {
        _parts.Add(sql);
        return this;
    }

    private void AddTime(SessionFilter filter)
    {
        if (filter.From is { } from)
        {
            _parts.Add("s.active_us >= @from");
            Parameters.Add("from", SpanFacts.Microseconds(from));
        }

        if (filter.To is { } to)
        {
            _parts.Add("s.started_us < @to");
            Parameters.Add("to", SpanFacts.Microseconds(to));
        }
    }

    private void AddFlags(SessionFilter filter)
    {
        if (filter.HasErrors)
        {
            _parts.Add("s.failed > 0");
        }

        if (filter.ThumbsDown)
        {
            _parts.Add("s.down > 0");
        }

        if (filter.NeedsLook)
        {
            _parts.Add("s.look > 0");
        }

        if (!string.IsNullOrEmpty(filter.Category))
        {
            _parts.Add("s.category = @category");
            Parameters.Add("category", filter.Category);
        }
    }

    private void AddVerdicts(SessionFilter filter, string? without)
    {
        var number = 0;
        foreach (var (evaluator, labels) in filter.Verdicts.Where(choice => choice.Key != without && choice.Value.Count > 0).Take(MostEvaluators))
        {
            var name = $"@v{number++}";
            Parameters.Add(name, evaluator);
            var real = labels.Where(static label => label is not (SessionFilter.NotJudged or SessionFilter.Stale)).Take(MostLabels).ToArray();
            var ways = new List<string>();
            if (real.Length > 0)
            {
                ways.Add($"EXISTS (SELECT 1 FROM standing v WHERE v.session = s.id AND v.name = {name} AND v.label IN {name}l)");
                Parameters.Add($"{name}l", real);
            }

            if (labels.Contains(SessionFilter.NotJudged))
            {
                ways.Add($"NOT EXISTS (SELECT 1 FROM standing v WHERE v.session = s.id AND v.name = {name})");
            }

            if (labels.Contains(SessionFilter.Stale))
            {
                ways.Add($"EXISTS (SELECT 1 FROM standing v WHERE v.session = s.id AND v.name = {name} AND v.stale)");
            }

            _parts.Add($"({string.Join(" OR ", ways)})");
        }
    }

    private void AddSearch(string? search)
    {
        var terms = SearchTerms.Parse(search);
        if (terms.IsEmpty)
        {
            return;
        }

        var words = terms.Long.Select((word, index) => Word($"@f{index}", SearchTerms.Phrase(word), "t.id IN (SELECT rowid FROM trace_text WHERE trace_text MATCH {0})"))
            .Concat(terms.Short.Select((word, index) => Word($"@k{index}", SearchTerms.Pattern(word), "(t.input LIKE {0} ESCAPE '\\' OR t.output LIKE {0} ESCAPE '\\')")));
        _parts.Add($"(s.session_id = @search OR ({string.Join(" AND ", words)}))");
        Parameters.Add("search", search!.Trim());
    }

    private string Word(string parameter, string value, string test)
    {
        Parameters.Add(parameter, value);
        return $"s.id IN (SELECT t.session FROM trace t WHERE t.session IS NOT NULL AND {string.Format(System.Globalization.CultureInfo.InvariantCulture, test, parameter)})";
    }
}
