using System.Runtime.CompilerServices;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Pages that show the same session hold one row of it, and never an old one.</summary>
public sealed class SharedRowsTests
{
    private readonly SharedRows _shared = new();

    public static TheoryData<string> Changes => [.. Changed.Keys];

    private static Dictionary<string, Func<SessionRow, SessionRow>> Changed { get; } = new()
    {
        ["another last answer"] = static row => row with { LastAnswer = "Another one" },
        ["a turn more"] = static row => row with { Turns = 3 },
        ["a later activity"] = static row => row with { LastActivityAt = row.LastActivityAt.AddTicks(10) },
        ["another cost"] = static row => row with { Cost = 0.5m },
        ["another tool"] = static row => row with { Values = new Dictionary<string, IReadOnlyList<string>> { ["tool"] = ["lookup", "refund"] } },
        ["values of another kind"] = static row => row with { Values = new Dictionary<string, IReadOnlyList<string>> { ["model"] = ["lookup"] } },
        ["another failure"] = static row => row with { Failures = new Dictionary<string, string> { ["coherence"] = "refused" } },
        ["no failure"] = static row => row with { Failures = new Dictionary<string, string>() },
        ["another explanation"] = static row => row with { Verdicts = [row.Verdicts[0] with { Explanation = "For another reason." }] },
        ["a verdict that is stale"] = static row => row with { Verdicts = [row.Verdicts[0] with { Stale = true }] },
        ["a quote that was found"] = static row => row with { Verdicts = [row.Verdicts[0] with { Evidence = [new(1, "refund", true)] }] },
        ["a possible manipulation"] = static row => row with { Verdicts = [row.Verdicts[0] with { Manipulation = [new(1, "ignore", true)] }] },
        ["a second verdict"] = static row => row with { Verdicts = [row.Verdicts[0], row.Verdicts[0]] },
    };

    [Fact]
    public void A_row_that_says_the_same_is_the_row_that_is_held()
    {
        var held = _shared.Of(Row());

        Assert.Same(held, _shared.Of(Row()));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_row_that_says_anything_new_takes_its_place(string change)
    {
        var held = _shared.Of(Row());
        var changed = Changed[change](Row());

        Assert.Same(changed, _shared.Of(changed));
        Assert.NotSame(held, _shared.Of(Changed[change](Row())));
        Assert.Same(changed, _shared.Of(Changed[change](Row())));
    }

    [Fact]
    public void Sessions_of_the_same_id_in_two_projects_are_two()
    {
        var held = _shared.Of(Row());

        Assert.NotSame(held, _shared.Of(Row() with { Project = "other" }));
        Assert.Same(held, _shared.Of(Row()));
    }

    [Fact]
    public void A_row_that_nobody_holds_is_let_go()
    {
        var row = Shared();

        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.False(row.TryGetTarget(out _));
    }

    [Fact]
    public async Task Two_pages_of_the_same_list_hold_the_same_rows_until_one_changes()
    {
        using var index = new IndexFolder();
        var token = TestContext.Current.CancellationToken;
        await index.FoldAsync([.. Wire.Turn(1, "s1", "t1", 0, "one", "answer"), .. Wire.Turn(2, "s2", "t2", 5, "two", "answer")]);
        var (queries, query) = (index.Queries, new SessionQuery(IndexFolder.Project, SessionFilter.None));

        var (first, second) = ((await queries.PageAsync(query, token)).Rows, (await queries.PageAsync(query, token)).Rows);
        await index.FoldAsync(Wire.Turn(3, "s2", "t3", 90, "three", "another answer"));
        var third = (await queries.PageAsync(query, token)).Rows;

        Assert.Equal([true, true], first.Zip(second, ReferenceEquals));
        Assert.Equal(["s2", "s1"], third.Select(static row => row.SessionId));
        Assert.Equal((2, "another answer"), (third[0].Turns, third[0].LastAnswer));
        Assert.Same(first[1], third[1]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<SessionRow> Shared() => new(_shared.Of(Row()));

    private static SessionRow Row() => new()
    {
        Project = "support",
        SessionId = "s1",
        LastAnswer = "Done",
        Turns = 2,
        Values = new Dictionary<string, IReadOnlyList<string>> { ["tool"] = ["lookup"] },
        Failures = new Dictionary<string, string> { ["coherence"] = "timeout" },
        Verdicts = [new() { Evaluator = "resolution", AnnotatorKind = "LLM", Label = "resolved", Explanation = "It was.", Evidence = [new(1, "refund", false)] }],
    };
}
