using System.Globalization;
using Microsoft.Data.Sqlite;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Bench.Sessions;

/// <summary>Fills an empty index.db with sessions, straight into the tables that the columns and the page read; spans are left out.</summary>
internal sealed class SessionFiller : IDisposable
{
    public const string Project = "support-bot";

    /// <summary>The newest session's start.</summary>
    public static readonly DateTimeOffset Newest = new(2026, 5, 31, 20, 0, 0, TimeSpan.Zero);

    private const long Key = 1;
    private const int PerTransaction = 20_000;
    private const int Days = 400;

    private readonly SqliteConnection _connection;
    private readonly Random _random = new(4);
    private readonly SupportTalk _talk;
    private readonly Dictionary<(string, string), long> _values = [];
    private readonly Inserts _inserts;
    private long _trace;
    private long _doc;

    private SessionFiller(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY");
        _talk = new SupportTalk(_random);
        _inserts = new Inserts(_connection);
    }

    /// <summary>Fills the file, which has the schema already.</summary>
    public static void Fill(string path, int sessions)
    {
        using var filler = new SessionFiller(path);
        filler.Execute($"INSERT INTO project (id, name, phoenix_id, head) VALUES ({Key}, '{Project}', 'UHJvamVjdDox', 0)");
        for (var session = 0; session < sessions; session += PerTransaction)
        {
            filler.Execute("BEGIN");
            for (var number = session; number < Math.Min(sessions, session + PerTransaction); number++)
            {
                filler.Add(number + 1, Newest.AddDays(-Days * (1 - ((number + 1.0) / sessions))));
            }

            filler.Execute("COMMIT");
        }

        filler.Execute("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public void Dispose()
    {
        _inserts.Dispose();
        _connection.Dispose();
    }

    private void Add(long session, DateTimeOffset start)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{_random.NextInt64():x16}-{_random.NextInt64():x16}");
        var turns = new List<TurnFacts>();
        var texts = new List<(string? Input, string? Output)>();
        var at = SpanFacts.Microseconds(start);
        var category = _talk.Zipf(SupportTalk.Categories);
        for (var turn = 1 + (int)(Math.Pow(_random.NextDouble(), 3) * 12); turn > 0; turn--)
        {
            var facts = Turn(at, category);
            turns.Add(facts);
            texts.Add((_talk.Question(), _talk.Answer()));
            _inserts.Trace.Run(++_trace, Key, _trace.ToString("x32", CultureInfo.InvariantCulture), session, "root", facts.StartUs, facts.EndUs, facts.Failed, facts.Documents, category, facts.Uses, 300, texts[^1].Input, texts[^1].Output);
            at = facts.EndUs + _random.Next(2_000_000, 90_000_000);
        }

        var whole = SessionFacts.Of(turns);
        var verdicts = Verdicts(id, whole.Turns);
        var thumb = _random.Next(40);
        var standing = verdicts.ToList();
        _inserts.Session.Run(
            session, Key, id, whole.Turns, whole.Models.Sum(static use => use.Prompt), whole.Models.Sum(static use => use.Completion), whole.Models.Sum(static use => use.Prompt + use.Completion),
            whole.Failed, whole.Documents, whole.StartUs, whole.EndUs, whole.EndUs - whole.StartUs, whole.GapUs, whole.MedianUs, whole.P95Us, thumb == 0 ? 1 : 0, thumb == 1 ? 1 : 0,
            standing.Exists(static verdict => verdict.Stale), Standings.Look(standing, whole.Failed > 0, thumb == 1), 1, category, "u" + (_trace % 5000), whole.Latencies);
        _inserts.Text.Run(session, texts[0].Input, texts[^1].Output);
        foreach (var (kind, name) in whole.Values.Concat(Standings.Values(verdicts)))
        {
            _inserts.SessionValue.Run(session, Value(kind, name));
        }

        foreach (var use in whole.Models)
        {
            _inserts.Model.Run(session, Value(SessionValueKinds.Model, use.Model!), use.Prompt, use.Completion, use.Uncounted);
        }

        _doc = Math.Max(_doc + 1, TextTable.FirstId(Key, whole.StartUs));
        _inserts.Doc.Run(_doc, session);
        _inserts.Said.Run(_doc, TextTable.Joined(texts));
    }

    private TurnFacts Turn(long at, string category)
    {
        var failed = _random.Next(25) == 0;
        var tool = _random.Next(4) == 0 ? null : _talk.Zipf(SupportTalk.Tools);
        var uses = new TurnUses
        {
            Tools = tool is null ? null : [tool],
            FailedTools = failed && tool is not null ? [tool] : null,
            Errors = failed ? [_talk.Zipf(SupportTalk.Failures)] : null,
            Language = _talk.Zipf(SupportTalk.Languages),
            Models = [new ModelUse(_talk.Zipf(SupportTalk.Models), _random.Next(300, 3000), _random.Next(20, 400), 0, 0)],
        };
        return new TurnFacts(at, at + (long)(400_000 * Math.Exp(_random.NextDouble() * 3.5)), failed ? 1 : 0, tool == "search_faq" ? 3 : 0, 300, category, null, uses.ToJson());
    }

    private SessionVerdict[] Verdicts(string id, int turns)
    {
        if (_random.Next(10) >= 7)
        {
            return [];
        }

        var seen = _random.Next(20) == 0 ? turns - 1 : turns;
        SessionVerdict[] verdicts =
        [
            Verdict("conversation_coherence", Pick("coherent", 85, "incoherent", 12, "unknown")), Verdict("resolution_status", Pick("resolved", 68, "unresolved", 26, "unknown")),
        ];
        foreach (var verdict in verdicts)
        {
            _inserts.Verdict.Run(Key, id, verdict.Evaluator, verdict.Label, "The customer asked about an order and the agent answered what was asked.", $$"""{"turn_count":{{seen}},"model":"gpt-5"}""");
        }

        return verdicts;

        SessionVerdict Verdict(string evaluator, string label) => new()
        {
            Evaluator = evaluator,
            Label = label,
            AnnotatorKind = AnnotatorKinds.Llm,
            IsCurrent = true,
            TurnsSeen = seen,
            Stale = seen < turns,
        };
    }

    private string Pick(string first, int firstShare, string second, int secondShare, string rest) =>
        _random.Next(100) is var at && at < firstShare ? first : at < firstShare + secondShare ? second : rest;

    private long Value(string kind, string name)
    {
        if (!_values.TryGetValue((kind, name), out var key))
        {
            _values[(kind, name)] = key = _values.Count + 1;
            _inserts.Value.Run(key, Key, kind, name);
        }

        return key;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
