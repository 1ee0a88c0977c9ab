using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Hosting;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Fakes;
using SupportDashboard.Tests.LocalPhoenix;
using SupportDashboard.Tests.Phoenix;
using SupportDashboard.Tracing;

namespace SupportDashboard.Tests.Tracing;

/// <summary>Delivery of traces. Every provider hears the agent's one source, so each test looks for its own session only.</summary>
public sealed class TraceExportTests : IDisposable
{
    private readonly DataFolder _folder = DataFolder.Open(Directory.CreateTempSubdirectory("support-dashboard-traces-").FullName);
    private readonly PhoenixConnection _phoenix = new(TimeProvider.System);
    private readonly TraceFeed _feed = new();
    private readonly string _session = Guid.NewGuid().ToString();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flushed_turn_can_be_read_at_once_with_all_its_attributes()
    {
        await using var phoenix = new TestPhoenix();
        using var http = await phoenix.ConnectAsync(Token);
        using var export = await StartAsync(http.BaseAddress!);
        var published = 0;
        using var subscription = _feed.Subscribe(() => published++);

        EndTurn(attributes: 300);
        var flushed = await export.FlushAsync();

        Assert.True(flushed);
        Assert.Equal(1, published);
        var span = await FindAsync(http);
        Assert.Equal("299", span.GetProperty("attributes").GetProperty("llm.input_messages.299.message.content").GetString());
        Assert.False(IsWaiting());
    }

    [Fact]
    public async Task A_turn_that_Phoenix_was_not_there_for_is_kept_and_delivered_after_a_restart()
    {
        using (var export = await StartAsync(new Uri("http://127.0.0.1:9")))
        {
            EndTurn();
            Assert.False(await export.FlushAsync());
        }

        Assert.True(IsWaiting());
        await using var phoenix = new TestPhoenix();
        using var http = await phoenix.ConnectAsync(Token);
        using var restarted = await StartAsync(http.BaseAddress!);
        using var delivery = Delivery(restarted, TimeProvider.System);

        await delivery.StartAsync(Token);

        await Eventually.BecomesTrueAsync(() => !IsWaiting(), Token);
        Assert.Equal(_session, (await FindAsync(http)).GetProperty("attributes").GetProperty("session.id").GetString());
        await delivery.StopAsync(Token);
    }

    [Fact]
    public async Task When_Phoenix_is_back_what_waits_is_delivered_without_waiting_for_the_next_round()
    {
        var up = false;
        await using var server = await HttpServer.StartAsync(context =>
        {
            context.Response.StatusCode = up ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        using var export = await StartAsync(server.Address);
        using var delivery = Delivery(export, new FakeTimeProvider());
        await delivery.StartAsync(Token);
        EndTurn();
        Assert.False(await export.FlushAsync());

        up = true;
        _phoenix.ReportSuccess("20.3.0");

        await Eventually.BecomesTrueAsync(() => !IsWaiting(), Token);
        await delivery.StopAsync(Token);
    }

    [Fact]
    public async Task A_web_page_in_place_of_Phoenix_acknowledges_nothing()
    {
        await using var server = await HttpServer.StartAsync(static context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<title>Sign in</title>", context.RequestAborted);
        });
        using var export = await StartAsync(server.Address);
        EndTurn();

        Assert.False(await export.FlushAsync());
        Assert.True(IsWaiting());
    }

    [Fact]
    public async Task Every_half_minute_what_waits_is_tried_again()
    {
        var up = false;
        await using var server = await HttpServer.StartAsync(context =>
        {
            context.Response.StatusCode = up ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        });
        var clock = new FakeTimeProvider();
        using var export = await StartAsync(server.Address);
        using var delivery = Delivery(export, clock);
        EndTurn();
        Assert.False(await export.FlushAsync());
        await delivery.StartAsync(Token);

        up = true;

        await Eventually.BecomesTrueAsync(
            () =>
            {
                clock.Advance(OutboxDelivery.Interval);
                return !IsWaiting();
            },
            Token);
        await delivery.StopAsync(Token);
    }

    [Fact]
    public async Task A_Phoenix_that_hangs_holds_a_turn_for_two_seconds_and_the_trace_is_on_disk_meanwhile()
    {
        await using var server = await HttpServer.StartAsync(static context => HangAsync(context));
        using var export = await StartAsync(server.Address);
        EndTurn();
        var started = TimeProvider.System.GetTimestamp();

        Assert.False(await export.FlushAsync());

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
        Assert.True(IsWaiting());
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(400, false)]
    [InlineData(422, false)]
    public async Task What_may_be_taken_later_is_kept_and_what_never_will_be_is_not(int status, bool kept)
    {
        await using var server = await HttpServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var export = await StartAsync(server.Address);

        EndTurn();

        Assert.False(await export.FlushAsync());
        Assert.Equal(kept, IsWaiting());
    }

    [Fact]
    public async Task The_request_carries_the_key_the_configured_headers_and_the_project()
    {
        IHeaderDictionary? headers = null;
        string? body = null;
        await using var server = await HttpServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            var text = await reader.ReadToEndAsync(context.RequestAborted);
            if (text.Contains(_session, StringComparison.Ordinal))
            {
                (headers, body) = (new HeaderDictionary(context.Request.Headers.ToDictionary()), text);
            }
        });
        using var export = await StartAsync(server.Address, "secret", ("OTEL_EXPORTER_OTLP_HEADERS", "x-team=support%20desk"), ("OTEL_SERVICE_NAME", "desk"));

        EndTurn();

        Assert.True(await export.FlushAsync());
        Assert.Equal("Bearer secret", headers!.Authorization);
        Assert.Equal("support desk", headers["x-team"]);
        Assert.Equal("application/x-protobuf", headers.ContentType);
        Assert.Contains("openinference.project.name", body, StringComparison.Ordinal);
        Assert.Contains("support-bot", body, StringComparison.Ordinal);
        Assert.Contains("desk", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_keep_what_is_for_different_companies_apart()
    {
        Assert.Equal("this-machine", new TraceDestination(new Uri("http://localhost:6006/v1/traces"), null, "p").FolderName);
        Assert.Equal("this-machine", new TraceDestination(new Uri("http://127.0.0.1:41234/v1/traces"), null, "p").FolderName);
        Assert.Equal("app.phoenix.arize.com", new TraceDestination(new Uri("https://app.phoenix.arize.com/s/x/v1/traces"), null, "p").FolderName);
    }

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_folder.Root, recursive: true);
    }

    private static async Task HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
    }

    private async Task<TraceExport> StartAsync(Uri phoenix, string? key = null, params (string Key, string Value)[] settings)
    {
        _phoenix.Use(PhoenixMode.Remote, phoenix, "support-bot", key, null);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))).Build();
        var export = new TraceExport(_phoenix, _feed, _folder, configuration, NullLogger<TraceExport>.Instance);
        await export.StartAsync(Token);
        return export;
    }

    private OutboxDelivery Delivery(TraceExport export, TimeProvider clock) => new([export], _phoenix, _feed, clock, NullLogger<OutboxDelivery>.Instance);

    private void EndTurn(int attributes = 0)
    {
        using var turn = AgentTracing.StartTurn(_session, 1, "Hi", TimeProvider.System);
        for (var index = 0; index < attributes; index++)
        {
            turn.Set($"llm.input_messages.{index}.message.content", $"{index}");
        }
    }

    private bool IsWaiting() => Directory.GetFiles(_folder.Root, "*.otlp", SearchOption.AllDirectories).Any(HoldsSession);

    private bool HoldsSession(string path)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes(path)).Contains(_session, StringComparison.Ordinal);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private async Task<JsonElement> FindAsync(HttpClient http)
    {
        using var page = JsonDocument.Parse(await http.GetStringAsync(new Uri("v1/projects/support-bot/spans?limit=100", UriKind.Relative), Token));
        return page.RootElement.GetProperty("data").EnumerateArray()
            .Single(span => span.GetProperty("attributes").TryGetProperty("session.id", out var session) && session.GetString() == _session).Clone();
    }
}
