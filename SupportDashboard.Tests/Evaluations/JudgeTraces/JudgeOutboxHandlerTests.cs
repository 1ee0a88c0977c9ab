using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Evaluations.JudgeTraces;
using SupportDashboard.Tracing;

namespace SupportDashboard.Tests.Evaluations.JudgeTraces;

/// <summary>Traces of judges that Phoenix does not take: on the disk, within bounds, and without asking it each time.</summary>
public sealed class JudgeOutboxHandlerTests : IDisposable
{
    private const int RequestBytes = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-judge-outbox-").FullName;
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedCollector _collector = new();

    public void Dispose()
    {
        _collector.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void After_a_failure_Phoenix_is_left_alone_for_a_while_and_nothing_is_lost()
    {
        _collector.Answer = static () => throw new HttpRequestException("away");
        using var client = Client(maxBytes: 1_000_000);
        Assert.Throws<HttpRequestException>(() => Send(client));

        Assert.Equal(HttpStatusCode.OK, Send(client));
        Assert.Equal(HttpStatusCode.OK, Send(client));
        Assert.Equal((1, 3), (_collector.Asked, Waiting()));

        _collector.Answer = static () => new HttpResponseMessage(HttpStatusCode.OK);
        _clock.Advance(JudgeOutboxHandler.Rest);
        Send(client);
        Send(client);
        Assert.Equal((3, 3), (_collector.Asked, Waiting()));
    }

    [Fact]
    public void The_disk_is_used_up_to_the_limit_and_beyond_it_Phoenix_is_asked_all_the_same()
    {
        _collector.Answer = static () => new HttpResponseMessage(HttpStatusCode.InternalServerError);
        using var client = Client(maxBytes: 10 * RequestBytes);

        var answers = Enumerable.Range(0, 30).Select(_ => Send(client)).ToList();

        Assert.Equal(10, Waiting());
        Assert.Equal((9, 21), (answers.Count(static status => status == HttpStatusCode.OK), _collector.Asked));

        _collector.Answer = static () => new HttpResponseMessage(HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.OK, 22), (Send(client), _collector.Asked));
    }

    [Fact]
    public void What_Phoenix_will_never_take_is_not_kept()
    {
        _collector.Answer = static () => new HttpResponseMessage(HttpStatusCode.RequestEntityTooLarge);
        using var client = Client(maxBytes: 1_000_000);

        Send(client);

        Assert.Equal(0, Waiting());
    }

    private static HttpStatusCode Send(HttpMessageInvoker client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1:9/v1/traces") { Content = new ByteArrayContent(new byte[RequestBytes]) };
        using var response = client.Send(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private HttpMessageInvoker Client(long maxBytes) => new(
        new JudgeOutboxHandler(_collector, new OutboxWriter(new TraceOutbox(_folder, _clock, maxBytes), NullLogger.Instance), _clock), disposeHandler: false);

    private int Waiting() => Directory.GetFiles(_folder, "*.otlp").Length;

    private sealed class ScriptedCollector : HttpMessageHandler
    {
        public Func<HttpResponseMessage> Answer { get; set; } = static () => new(HttpStatusCode.OK);

        public int Asked { get; private set; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Answer();
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
