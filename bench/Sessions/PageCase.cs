using SupportDashboard.Sessions;

namespace SupportDashboard.Bench.Sessions;

/// <summary>One combination of filter, sort and search that a lead uses; words and numbers vary from call to call.</summary>
internal sealed record PageCase(string Name, Func<Random, SessionFilter> Filter, SessionSort Sort = SessionSort.LastActivity, bool Ascending = false, double Offset = 0)
{
    private const string Coherence = "conversation_coherence";
    private const string Resolution = "resolution_status";

    public static readonly IReadOnlyList<PageCase> All =
    [
        new("everything, newest first", static _ => SessionFilter.None),
        new("most likely needs a look", static _ => SessionFilter.None, SessionSort.NeedsLook),
        new("unresolved", static _ => Judged(Resolution, "unresolved")),
        new("unresolved refunds of last week where a tool failed", static random => Judged(Resolution, "unresolved") with
        {
            From = SessionFiller.Newest.AddDays(-7),
            Values = Values((SessionValueKinds.Category, ["refund"]), (SessionValueKinds.FailedTool, [One(random, SupportTalk.Tools, 3)])),
        }),
        new("incoherent, most errors first", static _ => Judged(Coherence, "incoherent"), SessionSort.Errors),
        new("not judged or stale", static _ => Judged(Coherence, SessionFilter.NotJudged, SessionFilter.Stale)),
        new("with errors, dearest first", static _ => new() { HasErrors = true }, SessionSort.Cost),
        new("disliked", static _ => new() { Values = Values((SessionValueKinds.Feedback, ["down"])) }),
        new("the last day", static _ => new() { From = SessionFiller.Newest.AddDays(-1) }),
        new("the last 30 days, most tokens first", static _ => new() { From = SessionFiller.Newest.AddDays(-30) }, SessionSort.Tokens),
        new("a day in the middle", static random => Day(random)),
        new("a topic and a tool, slowest first", static random => new()
        {
            Values = Values((SessionValueKinds.Category, [One(random, SupportTalk.Categories, 12)]), (SessionValueKinds.Tool, [One(random, SupportTalk.Tools, 12)])),
        }, SessionSort.P95Latency),
        new("two errors, longest first", static random => new()
        {
            Values = Values((SessionValueKinds.Error, [One(random, SupportTalk.Failures, 12), One(random, SupportTalk.Failures, 12)])),
        }, SessionSort.Duration),
        new("4-6 turns, shortest gap first", static _ => new() { Values = Values((SessionValueKinds.Turns, ["4-6"])) }, SessionSort.LongestGap, true),
        new("a page in the middle", static _ => SessionFilter.None, SessionSort.Tokens, false, 0.4),
        new("search: an order number", static random => new() { Search = SupportTalk.OrderNumber(random) }),
        new("search: a part of an e-mail address", static random => new() { Search = $"{random.Next(1000, 9999)}@exam" }),
        new("search: a word that everybody says", static random => new() { Search = One(random, ["order", "refund", "please", "delivery", "working"], 5) }),
        new("search: two common words, unresolved, last week", static random => Judged(Resolution, "unresolved") with
        {
            Search = One(random, ["refund days", "order arrive", "password link"], 3),
            From = SessionFiller.Newest.AddDays(-7),
        }),
        new("search: two letters", static random => new() { Search = One(random, ["ok", "do", "👍", "7"], 4) }),
    ];

    /// <summary>The page of a list of so many sessions.</summary>
    public SessionQuery Query(Random random, int sessions) => new(SessionFiller.Project, Filter(random), Sort, Ascending, (int)(Offset * sessions));

    private static SessionFilter Judged(string evaluator, params string[] labels) => new() { Verdicts = new Dictionary<string, IReadOnlyList<string>> { [evaluator] = labels } };

    private static SessionFilter Day(Random random) =>
        SessionFiller.Newest.AddDays(-random.Next(2, 390)) is var day ? new() { From = day, To = day.AddDays(1) } : SessionFilter.None;

    private static Dictionary<string, IReadOnlyList<string>> Values(params (string Kind, string[] Names)[] values) =>
        values.ToDictionary(static value => value.Kind, static IReadOnlyList<string> (value) => value.Names);

    private static string One(Random random, string[] words, int among) => words[random.Next(among)];
}
