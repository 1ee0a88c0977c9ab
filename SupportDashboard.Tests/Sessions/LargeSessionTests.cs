using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Sessions of a size that nobody writes by hand, and turns that no framework should send.</summary>
public sealed class LargeSessionTests : IDisposable
{
    private readonly IndexFolder _index = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _index.Dispose();

    [Fact]
    public async Task Ten_thousand_turns_are_one_session_that_is_searched_counted_and_goes_on()
    {
        for (var page = 0; page < 10; page++)
        {
            await _index.ImportAsync(Enumerable.Range(page * 1000, 1000).SelectMany(static turn => Turn(turn, $"question number{turn}x", "an answer of usual length, as agents give")));
        }

        await _index.FinishTextsAsync();
        await _index.FoldAsync(Turn(10_000, "the last question", "the last answer"));

        var row = (await _index.Queries.FindAsync(IndexFolder.Project, "long", Token))!;
        Assert.Equal((10_001, "the last answer", 10_001 * 120), (row.Turns, row.LastAnswer, (int)row.TotalTokens));
        Assert.Equal("long", Assert.Single((await PageAsync("number4711x number9999x last")).Rows).SessionId);
        Assert.Equal(4712, (await _index.Queries.SnippetsAsync(IndexFolder.Project, "number4711x", ["long"], Token))["long"].Turn);
        Assert.Equal(1, (await _index.Queries.FacetsAsync(IndexFolder.Project, SessionFilter.None, Token)).Values[SessionValueKinds.Turns].Single(static value => value.Name == "21+").Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ten_megabytes_of_text_are_searched_to_the_last_turn(bool imported)
    {
        var filler = string.Concat(Enumerable.Repeat("lorem ipsum dolor sit amet, ", 1800));
        foreach (var turns in Enumerable.Range(0, 200).Chunk(20))
        {
            var spans = turns.SelectMany(turn => Turn(turn, $"{filler} needle{turn}x", "yes"));
            await (imported ? _index.ImportAsync(spans) : _index.FoldAsync(spans));
        }

        await _index.FinishTextsAsync();

        Assert.Equal(1, (await PageAsync("needle0x needle199x amet")).Total);
        Assert.Equal(0, (await PageAsync("needle200x")).Total);
        Assert.Contains("needle120x", (await _index.Queries.SnippetsAsync(IndexFolder.Project, "needle120x", ["long"], Token))["long"].Text, StringComparison.Ordinal);
        Assert.InRange((await _index.Queries.FindAsync(IndexFolder.Project, "long", Token))!.FirstMessage!.Length, 1, 300);
    }

    [Fact]
    public async Task A_text_of_ten_megabytes_in_one_span_is_cut_and_its_beginning_found()
    {
        await _index.FoldAsync(Wire.Turn(1, "s", "t", 0, "begin " + new string('x', 10_000_000) + " end", "yes"));

        Assert.Equal((1, 0), ((await PageAsync("begin")).Total, (await PageAsync("end")).Total));
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"system","content":"be kind"},{"role":"user","content":"where is it"}]}""", "where is it")]
    [InlineData("""[{"role":"user","content":"first"},{"role":"assistant","content":"x"},{"role":"user","content":"where is it"}]""", "where is it")]
    [InlineData("""{"input":{"question":"where is it"}}""", "where is it")]
    [InlineData("\"where is it\"", "where is it")]
    [InlineData("""{"order":{"id":7}}""", """{"order":{"id":7}}""")]
    [InlineData("[1] where is it", "[1] where is it")]
    [InlineData("{ where is it", "{ where is it")]
    public async Task A_turn_with_JSON_as_input_shows_the_words_in_it(string input, string message)
    {
        await _index.FoldAsync(Wire.Turn(1, "s", "t", 0, input, "on its way"));

        Assert.Equal(message, (await _index.Queries.FindAsync(IndexFolder.Project, "s", Token))!.FirstMessage);
    }

    [Fact]
    public async Task Turns_without_a_root_span_are_turns()
    {
        await _index.FoldAsync(
            Wire.Span(1, "t1", "a", "gone", "LLM", 0, attributes: [("session.id", "s"), ("input.value", "where is it"), ("output.value", "let me see")]),
            Wire.Span(2, "t1", "b", "gone", "TOOL", 100, failed: true, attributes: [("session.id", "s"), ("tool.name", "lookup")]),
            Wire.Span(3, "t2", "c", "gone", "TOOL", 5000, attributes: [("session.id", "s"), ("tool.name", "lookup"), ("input.value", "not a word of the customer's")]));

        var row = (await _index.Queries.FindAsync(IndexFolder.Project, "s", Token))!;
        Assert.Equal((2, 1, "where is it", "let me see"), (row.Turns, row.Errors, row.FirstMessage, row.LastAnswer));
        Assert.Equal(0, (await PageAsync("customer's")).Total);
    }

    [Fact]
    public async Task Without_an_end_of_the_time_range_the_period_before_is_as_long_as_from_its_begin_to_now()
    {
        foreach (var (number, minutes) in ((int, int)[])[(1, -90), (2, -50), (3, -30), (4, -1)])
        {
            await _index.FoldAsync(Wire.Turn(number * 2, $"s{number}", $"t{number}", minutes * 60_000, "q", "a"));
        }

        var queries = new SessionQueries(_index.Database, _index.Memory, new SessionRows(_index.Prices), new FixedClock());
        var summary = await queries.SummaryAsync(IndexFolder.Project, new SessionFilter { From = Wire.Start.AddMinutes(-40) }, Token);

        Assert.Equal((2, 1), (summary.Sessions, summary.Before!.Sessions));
    }

    private static SupportDashboard.Phoenix.PhoenixSpan[] Turn(int turn, string asked, string answered) => Wire.Turn((turn * 2) + 1, "long", $"t{turn}", turn * 1000, asked, answered);

    private Task<SessionPage> PageAsync(string search) => _index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, new SessionFilter { Search = search }), Token);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Wire.Start;
    }
}
