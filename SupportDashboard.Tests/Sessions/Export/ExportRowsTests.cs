using System.Text;
using System.Text.Json;
using CsvHelper;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Export;
using SupportDashboard.Tests.Components.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Sessions.Export;

/// <summary>What an exported file holds, and what it costs to write one.</summary>
public sealed class ExportRowsTests
{
    private static readonly string[] Evaluators = ["conversation_coherence", "resolution_status"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_csv_row_holds_every_figure_and_the_verdict_of_each_evaluator()
    {
        var row = Samples.Row() with
        {
            Cost = 0.0125m,
            LongestGap = TimeSpan.FromSeconds(90.5),
            Category = "faq",
            Values = new Dictionary<string, IReadOnlyList<string>> { [SessionValueKinds.Tool] = ["lookup", "refund"] },
            Verdicts =
            [
                Samples.Verdict() with { IsCurrent = true, Stale = true },
                Samples.Verdict("unresolved", 0) with { AnnotatorKind = "HUMAN", UpdatedAt = Samples.At.AddHours(1) },
            ],
        };

        var read = Assert.Single(await CsvAsync(row));

        Assert.Equal(
            ("s-1", "Where is my order?", "2026-11-22T12:55:00.000Z", "300", "90.5", "3", "1234", "0.0125", "lookup; refund"),
            (read["session_id"], read["first_message"], read["started_at"], read["duration_s"], read["longest_gap_s"], read["turns"], read["total_tokens"], read["cost_usd"], read["tools"]));
        Assert.Equal(("resolved", "1", "Every question was answered.", "LLM", "true", "unresolved"), (
            read["resolution_status"], read["resolution_status_score"], read["resolution_status_explanation"], read["resolution_status_by"], read["resolution_status_stale"], read["resolution_status_human"]));
        Assert.Equal(("", "", ""), (read["conversation_coherence"], read["conversation_coherence_score"], read["conversation_coherence_human"]));
    }

    [Fact]
    public async Task What_is_not_known_is_empty_and_not_zero()
    {
        var read = Assert.Single(await CsvAsync(Samples.Row() with { FirstMessage = null }));

        Assert.Equal(("", "", ""), (read["cost_usd"], read["longest_gap_s"], read["first_message"]));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://attacker.example\",\"click\")")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("＝1+1")]
    [InlineData("=cmd|' /C calc'!A0, \"quoted\"\r\n=1+1")]
    public async Task No_text_that_a_spreadsheet_would_run_begins_a_cell(string formula)
    {
        var verdict = Samples.Verdict(formula, -0.5) with { Explanation = formula, IsCurrent = true };
        var row = Samples.Row(formula, formula) with { LastAnswer = formula, UserId = formula, Category = formula, Verdicts = [verdict], Values = new Dictionary<string, IReadOnlyList<string>> { [SessionValueKinds.Error] = [formula] } };

        var read = Assert.Single(await CsvAsync(row));

        Assert.All(read.Values.Where(value => value.Contains(formula, StringComparison.Ordinal)), value => Assert.Equal("'" + formula, value));
        Assert.True(read.Values.Count(value => value == "'" + formula) >= 6);
        Assert.Equal("-0.5", read["resolution_status_score"]);
    }

    [Fact]
    public async Task A_hostile_evaluator_is_no_formula_in_the_header_either()
    {
        using var file = new MemoryStream();
        var rows = new CsvRows(file, ["=1+1"]);
        await rows.FinishAsync(Token);

        Assert.Contains(",\"'=1+1\",", Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_hostile_text_comes_back_as_it_was_from_both_formats()
    {
        var rows = HostileStrings.All.Select(static (text, number) => Samples.Row($"s-{number}", text) with { LastAnswer = text, Verdicts = [Samples.Verdict() with { Explanation = text, IsCurrent = true }] }).ToArray();

        var csv = await CsvAsync(rows);
        var json = await JsonAsync(rows);

        Assert.Equal(rows.Length, csv.Count);
        Assert.Equal(rows.Length, json.Count);
        foreach (var (row, index) in rows.Select(static (row, index) => (row, index)))
        {
            var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(row.FirstMessage!));
            Assert.Equal(text, csv[index]["first_message"].Length == text.Length ? csv[index]["first_message"] : csv[index]["first_message"][1..]);
            Assert.Equal(text, json[index].GetProperty("last_answer").GetString());
            Assert.Equal(text, json[index].GetProperty("verdicts")[0].GetProperty("explanation").GetString());
        }
    }

    [Fact]
    public async Task A_json_line_holds_all_verdicts_with_their_evidence()
    {
        var row = Samples.Row() with { Verdicts = [Samples.Verdict() with { IsCurrent = true }, Samples.Verdict("unresolved", double.NaN) with { AnnotatorKind = "HUMAN" }] };

        var read = Assert.Single(await JsonAsync(row));

        Assert.Equal(1234, read.GetProperty("total_tokens").GetInt64());
        Assert.Equal(JsonValueKind.Null, read.GetProperty("cost_usd").ValueKind);
        var verdicts = read.GetProperty("verdicts");
        Assert.Equal(2, verdicts.GetArrayLength());
        Assert.Equal("It was shipped", verdicts[0].GetProperty("evidence")[0].GetProperty("quote").GetString());
        Assert.Equal(JsonValueKind.Null, verdicts[1].GetProperty("score").ValueKind);
    }

    [Fact]
    public async Task Nothing_that_matches_is_a_file_with_only_a_header()
    {
        Assert.Empty(await CsvAsync());
        Assert.Empty(await JsonAsync());
    }

    [Fact]
    public async Task A_failure_in_the_middle_is_thrown_and_a_stop_stops()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var failing = new SessionExport(Source((_, _) => ManyAsync(10_000, static at => _ = at == 900 ? throw new InvalidOperationException("The index is gone.") : at)));
        var stopping = new SessionExport(Source((_, _) => ManyAsync(10_000, at => _ = at == 900 ? stop.CancelAsync() : null)));
        using var sink = new CountingStream();

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.WriteAsync(new SessionQuery("p", SessionFilter.None), ExportFormat.Csv, sink, static () => { }, Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopping.WriteAsync(new SessionQuery("p", SessionFilter.None), ExportFormat.Csv, sink, static () => { }, stop.Token));
    }

    /// <summary>An export source over rows of a test.</summary>
    internal static ExportSource Source(Func<SessionQuery, CancellationToken, IAsyncEnumerable<SessionRow>> rows, int total = 0) => new(
        (_, _) => Task.FromResult(total), static (_, _) => Task.FromResult<IReadOnlyList<string>>(Evaluators), rows);

    /// <summary>Rows that are made while they are read.</summary>
    internal static async IAsyncEnumerable<SessionRow> ManyAsync(int count, Action<int> reached)
    {
        for (var number = 0; number < count; number++)
        {
            reached(number);
            if (number % 500 == 0)
            {
                await Task.Yield();
            }

            yield return Samples.Row($"s-{number}", $"Where is my order {number}? {new string('x', 200)}") with { Verdicts = [Samples.Verdict() with { IsCurrent = true }] };
        }
    }

    private static async Task<IReadOnlyList<Dictionary<string, string>>> CsvAsync(params SessionRow[] rows)
    {
        using var file = new MemoryStream();
        var writer = new CsvRows(file, Evaluators);
        await WriteAsync(writer, rows);
        Assert.Equal(Encoding.UTF8.GetPreamble(), file.ToArray()[..3]);
        file.Position = 0;
        using var csv = CsvReader.Create(file);
        await csv.ReadHeaderAsync(Token);
        var read = new List<Dictionary<string, string>>();
        while (await csv.ReadAsync(Token))
        {
            read.Add(csv.Headers.ToArray().Select((name, index) => (name, csv.GetString(index))).ToDictionary(static cell => cell.name, static cell => cell.Item2!, StringComparer.Ordinal));
        }

        return read;
    }

    private static async Task<IReadOnlyList<JsonElement>> JsonAsync(params SessionRow[] rows)
    {
        using var file = new MemoryStream();
        await WriteAsync(new JsonRows(file), rows);
        return [.. Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];
    }

    private static async Task WriteAsync(IRowWriter writer, SessionRow[] rows)
    {
        foreach (var row in rows)
        {
            await writer.WriteAsync(row, Token);
        }

        await writer.FinishAsync(Token);
    }
}
