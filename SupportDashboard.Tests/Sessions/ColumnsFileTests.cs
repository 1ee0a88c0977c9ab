using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Columns;

namespace SupportDashboard.Tests.Sessions;

/// <summary>The columns in their file: written now and then, read at the next start, and never trusted when they do not fit.</summary>
public sealed class ColumnsFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_kept_with_what_changed_since_equals_what_is_computed_after_any_history() =>
        await Gen.Select(RandomHistory.Steps, RandomHistory.Steps, Gen.Bool).SampleAsync(
            async (before, after, again) =>
            {
                using var index = new IndexFolder();
                await index.Memory.LoadAsync();
                await ApplyAsync(index, before);
                Assert.True(await index.Memory.SaveAsync(force: true, Token));
                await ApplyAsync(index, after);
                if (again)
                {
                    index.Reopen();
                    await index.Memory.LoadAsync();
                    await ApplyAsync(index, before);
                }

                index.Reopen();
                await index.Memory.LoadAsync();
                Assert.True(index.Memory.IsFromFile);
                await ApplyAsync(index, after);
                File.Delete(index.Database.ColumnsPath);
                await using var computed = index.NewMemory();
                await computed.LoadAsync();
                Assert.False(computed.IsFromFile);
                Assert.Equal(await SeenAsync(index, computed), await SeenAsync(index, index.Memory));
            },
            iter: 25,
            threads: 2);

    [Fact]
    public async Task A_file_that_is_cut_or_damaged_anywhere_or_another_index_s_is_not_read()
    {
        using var index = await FilledAsync();
        var path = index.Database.ColumnsPath;
        var whole = await File.ReadAllBytesAsync(path, Token);
        var random = new Random(5);
        for (var round = 0; round < 40; round++)
        {
            var broken = round % 2 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            if (broken.Length == whole.Length)
            {
                broken[random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
            }

            await File.WriteAllBytesAsync(path, broken, Token);
            await using var memory = index.NewMemory();
            await memory.LoadAsync();

            Assert.Equal((false, 12), (memory.IsFromFile, memory.Read(static columns => columns.Sessions)));
        }

        using var other = await FilledAsync();
        File.Copy(other.Database.ColumnsPath, path, overwrite: true);
        await using var foreign = index.NewMemory();
        await foreign.LoadAsync();
        Assert.False(foreign.IsFromFile);
    }

    [Fact]
    public async Task Costs_follow_prices_that_were_edited_while_the_application_was_stopped_or_runs()
    {
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            await File.WriteAllTextAsync(file.FullName, """{ "m": { "prompt": 2, "completion": 8 } }""", Token);
            using var index = new IndexFolder(new(file));
            await index.FoldAsync(Wire.Span(1, "t", "s", null, "LLM", attributes: [("session.id", "a"), ("llm.model_name", "m"), ("llm.token_count.prompt", 1_000_000)]));
            await index.Memory.LoadAsync();
            Assert.Equal((2m, 2m), await CostsAsync(index));
            await index.Memory.SaveAsync(force: true, Token);

            await File.WriteAllTextAsync(file.FullName, "{ not yet", Token);
            file.LastWriteTimeUtc = DateTime.UtcNow.AddMinutes(1);
            Assert.False(index.Prices.Reload());
            await File.WriteAllTextAsync(file.FullName, """{ "m": { "prompt": 3, "completion": 8 } }""", Token);
            file.LastWriteTimeUtc = DateTime.UtcNow.AddMinutes(2);
            Assert.True(index.Prices.Reload());
            Assert.False(index.Prices.Reload());
            await index.Memory.RepriceAsync(Token);
            Assert.Equal((3m, 3m), await CostsAsync(index));

            index.Reopen();
            await index.Memory.LoadAsync();
            Assert.False(index.Memory.IsFromFile);
            Assert.Equal((3m, 3m), await CostsAsync(index));
        }
        finally
        {
            file.Delete();
        }
    }

    [Fact]
    public async Task The_application_follows_edited_prices_and_leaves_a_file_behind_when_it_stops()
    {
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            await File.WriteAllTextAsync(file.FullName, """{ "m": { "prompt": 2, "completion": 8 } }""", Token);
            using var index = new IndexFolder(new(file));
            await index.FoldAsync(Wire.Span(1, "t", "s", null, "LLM", attributes: [("session.id", "a"), ("llm.model_name", "m"), ("llm.token_count.prompt", 1_000_000)]));
            await File.WriteAllTextAsync(file.FullName, """{ "m": { "prompt": 5, "completion": 8 } }""", Token);
            file.LastWriteTimeUtc = DateTime.UtcNow.AddMinutes(1);
            var feed = new IndexFeed();
            var repriced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var subscription = feed.Subscribe(() => repriced.TrySetResult());
            using var keeper = new ColumnsKeeper(index.Memory, index.Prices, feed, TimeProvider.System, NullLogger<ColumnsKeeper>.Instance);

            await keeper.StartAsync(Token);
            await repriced.Task.WaitAsync(Token);
            Assert.Equal((5m, 5m), await CostsAsync(index));
            await keeper.StopAsync(Token);

            index.Reopen();
            await index.Memory.LoadAsync();
            Assert.True(index.Memory.IsFromFile);
            Assert.Equal((5m, 5m), await CostsAsync(index));
        }
        finally
        {
            file.Delete();
        }
    }

    private static async Task<(decimal? Row, decimal Sum)> CostsAsync(IndexFolder index) =>
        ((await index.Queries.FindAsync(IndexFolder.Project, "a", Token))!.Cost, (await index.Queries.SummaryAsync(IndexFolder.Project, SessionFilter.None, Token)).Cost);

    private static async Task<IndexFolder> FilledAsync()
    {
        var index = new IndexFolder();
        await index.FoldAsync(Enumerable.Range(0, 12).SelectMany(static number => Wire.Turn((number * 2) + 1, $"s{number}", $"t{number}", number * 1000, "one", "two", category: "faq")));
        await index.Memory.LoadAsync();
        Assert.True(await index.Memory.SaveAsync(force: true, Token));
        Assert.False(await index.Memory.SaveAsync(force: true, Token));
        return index;
    }

    private static async Task ApplyAsync(IndexFolder index, List<HistoryStep> steps)
    {
        foreach (var step in steps)
        {
            await step.ApplyAsync(index);
        }
    }

    // Every order, every count and the figures.
    private static async Task<string> SeenAsync(IndexFolder index, SessionMemory memory)
    {
        var queries = new SessionQueries(index.Database, memory, new SessionRows(index.Prices), TimeProvider.System);
        var seen = new List<string>();
        foreach (var sort in Enum.GetValues<SessionSort>())
        {
            seen.Add(string.Join(' ', await queries.IdsAsync(new SessionQuery(IndexFolder.Project, SessionFilter.None, sort), 1000, Token)));
        }

        seen.Add(System.Text.Json.JsonSerializer.Serialize(await queries.FacetsAsync(IndexFolder.Project, SessionFilter.None, Token)));
        seen.Add(System.Text.Json.JsonSerializer.Serialize(await queries.SummaryAsync(IndexFolder.Project, new SessionFilter { From = Wire.Start.AddMinutes(3), To = Wire.Start.AddMinutes(90) }, Token)));
        seen.Add(System.Text.Json.JsonSerializer.Serialize(await queries.HistogramAsync(IndexFolder.Project, SessionFilter.None, Token)));
        return string.Join('\n', seen);
    }
}
