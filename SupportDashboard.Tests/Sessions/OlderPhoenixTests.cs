using Microsoft.Data.Sqlite;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Following servers that lack what newer ones have (contract A.12).</summary>
public sealed class OlderPhoenixTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("13.5.0")]
    [InlineData("13.9.0")]
    [InlineData("13.15.0")]
    [InlineData("20.3.0")]
    [InlineData(null)]
    public async Task Any_supported_version_is_imported_followed_and_compared(string? version)
    {
        await using var phoenix = await PhoenixAsync(version);
        phoenix.Annotations.Add(Wire.Annotation(1, "s-2", "resolution_status", "resolved", 1));
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();
        await bench.ReconcileAsync();
        Assert.Equal((40, "resolved"), (await TurnsAsync(bench), (await bench.Queries.FindAsync(IndexFolder.Project, "s-2", Token))!.Verdicts[0].Label));

        phoenix.Remove(static span => span.Context.TraceId is "t-4" or "t-12" || span.Context.SpanId == "t-20-llm");
        await bench.ReconcileAsync();
        await bench.LookAsync();

        Assert.Equal(38, await TurnsAsync(bench));
        Assert.Equal(80 - 5, bench.State.ImportedSpans);
        Assert.Null(bench.State.Problem);
    }

    [Theory]
    [InlineData("13.5.0")]
    [InlineData("13.9.0")]
    [InlineData("20.3.0")]
    public async Task A_span_that_began_long_after_its_trace_is_missed_when_it_is_deleted(string version)
    {
        await using var phoenix = await PhoenixAsync(version);
        phoenix.Add(Wire.Span(100, "t-2", "t-2-late", "t-2-root", "TOOL", at: 35_500, failed: true, attributes: [("session.id", "s-2"), ("tool.name", "lookup")]));
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();
        await bench.ReconcileAsync();
        Assert.Equal((81, 1), (bench.State.ImportedSpans, (await bench.Queries.FindAsync(IndexFolder.Project, "s-2", Token))!.Errors));

        // Not the newest: that is missed at the next look already.
        phoenix.Add(Enumerable.Range(0, 15).SelectMany(static turn => Wire.Turn(200 + (turn * 2), "later", $"later-{turn}", 60_000 + (turn * 1000), "q", "a")));
        await bench.CatchUpAsync();
        phoenix.Remove(static span => span.Context.SpanId == "t-2-late");
        await bench.ReconcileAsync();
        await bench.LookAsync();

        Assert.Equal((110, 0), (bench.State.ImportedSpans, (await bench.Queries.FindAsync(IndexFolder.Project, "s-2", Token))!.Errors));
    }

    [Fact]
    public async Task A_version_that_the_answers_do_not_carry_is_asked_for_once()
    {
        await using var phoenix = await PhoenixAsync("14.2.0");
        phoenix.HidesVersion = true;
        await using var bench = Bench(phoenix);

        await bench.LookAsync();
        await bench.LookAsync();

        Assert.Equal("14.2.0", bench.Connection.ServerVersion);
        Assert.Single(phoenix.Requests, static request => request.Contains("arize_phoenix_version", StringComparison.Ordinal));
        Assert.False(bench.Connection.Capabilities.HasSessionNotes);
    }

    [Fact]
    public async Task A_server_that_says_no_version_and_shows_its_page_for_what_it_lacks_is_followed_all_the_same()
    {
        await using var phoenix = await PhoenixAsync(null);
        phoenix.ShowsPage = static path => path.EndsWith("/traces", StringComparison.Ordinal) || path == "/arize_phoenix_version";
        await using var bench = Bench(phoenix);

        await bench.CatchUpAsync();
        phoenix.Remove(static span => span.Context.TraceId == "t-4");
        await bench.ReconcileAsync();

        Assert.Equal(39, await TurnsAsync(bench));
        Assert.True(bench.Connection.Health.IsConnected);
        Assert.Null(bench.State.Problem);
    }

    [Fact]
    public async Task An_annotation_that_stands_for_a_note_is_a_note()
    {
        await using var phoenix = await PhoenixAsync("14.2.0");
        phoenix.Annotations.Add(Wire.Annotation(1, "s-2", PhoenixCapabilities.OlderNote, null, kind: "HUMAN", explanation: "call her back"));
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();

        var read = await bench.Get<SessionAnnotationReader>().ReadAsync(IndexFolder.Project, ["s-2"], Token);

        Assert.Equal(("note", "call her back"), (read[0].Name, read[0].Result!.Explanation));
        Assert.Empty((await bench.Queries.FindAsync(IndexFolder.Project, "s-2", Token))!.Verdicts);
    }

    [Theory]
    [InlineData("13.5.0", 4)]
    [InlineData("13.10.0", 3)]
    [InlineData("14.2.0", 2)]
    [InlineData("15.0.0", 1)]
    [InlineData("15.4.0", 0)]
    [InlineData("20.3.0", 0)]
    [InlineData("12.0.0", 0)]
    public void What_a_version_lacks_is_said_in_sentences(string version, int sentences)
    {
        var limits = PhoenixCapabilities.Of(version).Limits;

        Assert.Equal(sentences, limits.Count);
        Assert.All(limits, static limit => Assert.EndsWith(".", limit, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_404_for_the_list_of_projects_is_not_taken_for_an_empty_Phoenix()
    {
        await using var phoenix = await PhoenixAsync("20.3.0");
        await using (var bench = Bench(phoenix))
        {
            await bench.CatchUpAsync();
        }

        phoenix.Fault = static _ => 404;
        await using var astray = Bench(phoenix);
        var failure = await Assert.ThrowsAsync<PhoenixException>(() => astray.LookAsync());

        Assert.Equal(PhoenixFailure.Unexpected, failure.Kind);
        Assert.Equal(40, await TurnsAsync(astray));
        Assert.NotNull(astray.State.Problem);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<int> TurnsAsync(SyncBench bench) => (await bench.RowsAsync()).Sum(static row => row.Turns);

    private static async Task<FakePhoenix> PhoenixAsync(string? version)
    {
        var phoenix = await FakePhoenix.StartAsync();
        phoenix.Version = version;
        phoenix.Add(Enumerable.Range(0, 40).SelectMany(static turn => Wire.Turn((turn * 2) + 1, $"s-{turn % 7}", $"t-{turn}", turn * 1000, $"question {turn}", $"answer {turn}")));
        return phoenix;
    }

    private SyncBench Bench(FakePhoenix phoenix) => new(phoenix.Address, _folder, options: SyncBench.Small);
}
