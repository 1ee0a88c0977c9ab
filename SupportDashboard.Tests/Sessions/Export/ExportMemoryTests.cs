using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Export;

namespace SupportDashboard.Tests.Sessions.Export;

/// <summary>What an export holds while it runs. Nothing runs beside it: the memory of a process is measured.</summary>
[Collection(nameof(ExportMemoryTests))]
[CollectionDefinition(nameof(ExportMemoryTests), DisableParallelization = true)]
public sealed class ExportMemoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.JsonLines)]
    public async Task A_long_file_holds_no_more_memory_than_a_short_one(ExportFormat format)
    {
        using var sink = new CountingStream();
        var held = new List<long>();
        var export = new SessionExport(ExportRowsTests.Source((_, _) => ExportRowsTests.ManyAsync(60_000, at =>
        {
            if (at is 10_000 or 59_000)
            {
                held.Add(GC.GetTotalMemory(forceFullCollection: true));
            }
        })));

        var written = 0;
        await export.WriteAsync(new SessionQuery("p", SessionFilter.None), format, sink, () => written++, Token);

        Assert.Equal(60_000, written);
        Assert.True(sink.Length > 20_000_000);
        Assert.InRange(held[1] - held[0], long.MinValue, 1_000_000);
    }
}
