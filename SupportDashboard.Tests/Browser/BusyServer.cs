using Microsoft.Extensions.DependencyInjection;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;
using SupportDashboard.Tests.Integration;
using SupportDashboard.Tests.LocalPhoenix;

namespace SupportDashboard.Tests.Browser;

/// <summary>The whole application with more conversations than a page holds, of an agent that is somewhere else.</summary>
public sealed class BusyServer : IAsyncLifetime
{
    public const string Project = "support-bot";

    /// <summary>How many conversations there are at first; every tenth has a failed step.</summary>
    public const int Sessions = 120;

    private readonly DashboardServer _server = new();
    private int _talked;

    public Uri Address => _server.Address;

    public T Service<T>()
        where T : notnull => _server.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        foreach (var chunk in Enumerable.Range(1, Sessions).Chunk(40))
        {
            await SendAsync([.. chunk.Select(static number => (FormattableString.Invariant($"q-{number:000}"), FormattableString.Invariant($"Question {number:000} about my order"), number % 10 == 0))]);
        }

        await Eventually.BecomesTrueAsync(async () => (await CountAsync()) == Sessions, CancellationToken.None);
    }

    /// <summary>A conversation begins, later than all before.</summary>
    public Task TalkAsync(string sessionId, string message) => SendAsync((sessionId, message, false));

    public async Task<int> CountAsync() => (await Service<SessionQueries>().PageAsync(new SessionQuery(Project, SessionFilter.None), CancellationToken.None)).Total;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task SendAsync(params (string SessionId, string Message, bool Failed)[] sessions)
    {
        using var http = new HttpClient { BaseAddress = Service<PhoenixConnection>().Endpoint };
        var spans = sessions.Select(session =>
        {
            var at = (ulong)Interlocked.Increment(ref _talked) * 60_000;
            var span = Otlp.Span("agent", startMs: at, endMs: at + 900, attributes:
                [("openinference.span.kind", "AGENT"), ("session.id", session.SessionId), ("input.value", session.Message), ("classification.category", Topic(session.SessionId)), ("output.value", "It was shipped yesterday and will be with you on Friday.")]);
            if (session.Failed)
            {
                span.Status = new() { Code = 2 };
            }

            return span;
        });
        using var answer = await Otlp.PostAsync(http, Otlp.Export(Project, [.. spans]));
        answer.EnsureSuccessStatusCode();
    }

    // More topics than a filter shows at once.
    private static string Topic(string sessionId) => $"Topic {(int.TryParse(sessionId.AsSpan(2), out var number) ? number % 24 : 0):00}";
}
