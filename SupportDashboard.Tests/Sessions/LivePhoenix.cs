using System.Net.Http.Json;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Fakes;
using SupportDashboard.Tests.LocalPhoenix;

namespace SupportDashboard.Tests.Sessions;

/// <summary>The embedded Phoenix as somebody else's server: what the index reads goes through a proxy that remembers it.</summary>
internal sealed class LivePhoenix : IAsyncDisposable
{
    private readonly TestPhoenix _phoenix = new();
    private HttpClient? _http;
    private FaultyProxy? _proxy;

    public FaultyProxy Proxy => _proxy!;

    /// <summary>The cursors of span pages that were asked for so far.</summary>
    public IReadOnlyList<string> Cursors => [.. Proxy.Requests.Where(static request => request.Contains("/spans?", StringComparison.Ordinal) && request.Contains("cursor=", StringComparison.Ordinal))];

    public static async Task<LivePhoenix> StartAsync(CancellationToken cancellationToken)
    {
        var live = new LivePhoenix();
        live._http = await live._phoenix.ConnectAsync(cancellationToken);
        live._proxy = await FaultyProxy.StartAsync(live._http.BaseAddress!);
        return live;
    }

    /// <summary>Stores spans.</summary>
    public async Task AddAsync(string project, IEnumerable<PhoenixSpan> spans, CancellationToken cancellationToken)
    {
        using var answer = await _http!.PostAsJsonAsync($"/v1/projects/{project}/spans", new { data = spans.Select(Wire.Real) }, PhoenixSettings.Json, cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Deletes over REST.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http!.DeleteAsync(path, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        _http!.Dispose();
        await _phoenix.DisposeAsync();
    }
}
