using Dapper;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Bench.Sessions;

/// <summary>A filter as SQL over <c>session s</c>, straightforwardly.</summary>
internal sealed class SqlScanCondition
{
    private readonly List<string> _parts = ["s.project = @project"];
    private int _names;

    public DynamicParameters Parameters { get; } = new();

    public string Sql => string.Join(" AND ", _parts);

    /// <summary>The filter without the choice of one kind.</summary>
    public static SqlScanCondition Of(long project, SessionFilter filter, string? without)
    {
        var condition = new SqlScanCondition();
        condition.Parameters.Add("project", project);
        condition.Add(filter.From is not null, "s.active_us >= @from", "from", filter.From is { } from ? SpanFacts.Microseconds(from) : 0);
        condition.Add(filter.To is not null, "s.started_us < @to", "to", filter.To is { } to ? SpanFacts.Microseconds(to) : 0);
        condition.Add(filter.TurnsMin is not null, "s.turns >= @least", "least", filter.TurnsMin);
        condition.Add(filter.TurnsMax is not null, "s.turns <= @most", "most", filter.TurnsMax);
        condition.Add(filter.HasErrors && without != "errors", "s.failed > 0", "errors", 0);
        condition.Add(filter.NeedsLook && without != "look", "s.look > 0", "look", 0);
        condition.Add(filter.ThumbsDown && without != "disliked", "s.down > 0", "down", 0);
        if (!string.IsNullOrEmpty(filter.Category) && without != SessionValueKinds.Category)
        {
            condition._parts.Add(condition.Any(SessionValueKinds.Category, [filter.Category]));
        }

        foreach (var (kind, names) in filter.Values.Where(choice => choice.Key != without && choice.Value.Count > 0 && SessionValueKinds.All.Contains(choice.Key)))
        {
            condition._parts.Add($"({string.Join(" OR ", condition.Ways(kind, names))})");
        }

        foreach (var (evaluator, labels) in filter.Verdicts.Where(choice => ValueKinds.Verdict(choice.Key) != without && choice.Value.Count > 0))
        {
            condition._parts.Add($"({string.Join(" OR ", labels.Select(label => condition.Label(evaluator, label)))})");
        }

        foreach (var word in SearchTerms.Parse(filter.Search).Words)
        {
            var name = condition.Name($"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%");
            condition._parts.Add($"EXISTS (SELECT 1 FROM trace t WHERE t.session = s.id AND (t.input LIKE {name} ESCAPE '\\' OR t.output LIKE {name} ESCAPE '\\'))");
        }

        return condition;
    }

    private void Add(bool applies, string sql, string parameter, object? value)
    {
        if (applies)
        {
            _parts.Add(sql);
            Parameters.Add(parameter, value);
        }
    }

    private IEnumerable<string> Ways(string kind, IReadOnlyList<string> names) => kind switch
    {
        SessionValueKinds.Feedback => names.Select(static name => name switch
        {
            "up" => "s.up > 0",
            "down" => "s.down > 0",
            "none" => "(s.up = 0 AND s.down = 0)",
            _ => "0",
        }),
        SessionValueKinds.Turns => names.Select(static name => name switch
        {
            "1" => "s.turns <= 1",
            "2-3" => "s.turns BETWEEN 2 AND 3",
            "4-6" => "s.turns BETWEEN 4 AND 6",
            "7-10" => "s.turns BETWEEN 7 AND 10",
            "11-20" => "s.turns BETWEEN 11 AND 20",
            "21+" => "s.turns > 20",
            _ => "0",
        }),
        _ => [Any(kind, names)],
    };

    private string Label(string evaluator, string label) => label switch
    {
        SessionFilter.NotJudged => $"NOT EXISTS (SELECT 1 FROM session_value v WHERE v.session = s.id AND v.value IN (SELECT id FROM value WHERE project = @project AND kind = {Name(ValueKinds.Verdict(evaluator))}))",
        SessionFilter.Stale => Any(ValueKinds.Stale, [evaluator]),
        SessionFilter.HumanDisagrees => Any(ValueKinds.Disagrees, [evaluator]),
        _ => Any(ValueKinds.Verdict(evaluator), [label]),
    };

    private string Any(string kind, IReadOnlyList<string> names) =>
        $"EXISTS (SELECT 1 FROM session_value v WHERE v.session = s.id AND v.value IN (SELECT id FROM value WHERE project = @project AND kind = {Name(kind)} AND name IN {Name(names)}))";

    private string Name(object value)
    {
        var name = $"@n{_names++}";
        Parameters.Add(name, value);
        return name;
    }
}
