using Microsoft.Extensions.Logging.Abstractions;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>A trace store in a temporary folder.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trace-store-");
    private readonly TimeProvider _clock;

    public TestStore(TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        Store = Open();
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "traces.db");

    public TraceStore Store { get; private set; }

    public int Commits { get; private set; }

    /// <summary>Closes the store, does something to its file, and opens it again.</summary>
    public async Task ReopenAsync(Action<string>? meanwhile = null)
    {
        await Store.DisposeAsync();
        meanwhile?.Invoke(Path);
        Store = Open();
    }

    public Task<int> AddAsync(string project, params SpanRecord[] spans) =>
        Store.WriteAsync(writer => SpanWrites.Add(writer, [new SpanBatch(project, spans)]), TestContext.Current.CancellationToken);

    public Task<T> ReadAsync<T>(Func<StoreConnection, T> read) => Store.ReadAsync(read, TestContext.Current.CancellationToken);

    public static SpanRecord Span(string trace, string span, string? session = null, long start = 0, long end = 100, long tokens = 0) => new()
    {
        TraceId = trace,
        SpanId = span,
        Name = span,
        Kind = tokens > 0 ? SpanKinds.Llm : SpanKinds.Unknown,
        StartNanos = start,
        EndNanos = end,
        Attributes = "{}"u8.ToArray(),
        SessionAttribute = session,
        PromptTokens = tokens,
        CompletionTokens = tokens / 2,
    };

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private TraceStore Open() => TraceStore.Open(Path, readers: 2, _clock, () => Commits++, NullLogger.Instance);
}
