using System.Text;
using SupportDashboard.Bench.Load;
using static System.FormattableString;

namespace SupportDashboard.Bench.Reads;

/// <summary>One question that the dashboard asks of Phoenix, for a place in the store that chance chooses.</summary>
internal sealed record ReadKind(string Name, Func<ReadStore, Random, string> Path)
{
    private const string Project = "/v1/projects/" + LoadSpans.Project;
    private const int SessionsPage = 100;
    private const int SpansPage = 1000;

    public static readonly IReadOnlyList<ReadKind> All =
    [
        new("the newest 100 sessions", static (_, _) => Invariant($"{Project}/sessions?limit={SessionsPage}")),
        new("a page of 100 sessions anywhere", static (store, random) =>
            Invariant($"{Project}/sessions?limit={SessionsPage}&cursor={Cursor("ProjectSession", random.Next(SessionsPage, store.Sessions))}")),
        new("the newest 1,000 spans", static (_, _) => Invariant($"{Project}/spans?limit={SpansPage}")),
        new("a page of 1,000 spans anywhere", static (store, random) =>
            Invariant($"{Project}/spans?limit={SpansPage}&cursor={Cursor("Span", random.Next(SpansPage, store.Spans))}")),
        new("one session's spans by trace ids", static (store, random) =>
            Project + "/spans?limit=1000&" + string.Join('&', store.Session(random).Traces.Select(static trace => "trace_id=" + trace))),
        new("one session's spans by attribute=session.id", static (store, random) =>
            Project + "/spans?limit=1000&attribute=" + Uri.EscapeDataString("session.id:" + store.Session(random).Id)),
    ];

    private static string Cursor(string type, int row) => Uri.EscapeDataString(Convert.ToBase64String(Encoding.ASCII.GetBytes(Invariant($"{type}:{row}"))));
}
