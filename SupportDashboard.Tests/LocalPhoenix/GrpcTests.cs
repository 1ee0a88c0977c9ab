using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Google.Protobuf;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using StatusCode = Grpc.Core.StatusCode;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>OTLP over gRPC, over real sockets.</summary>
public sealed class GrpcTests : IAsyncLifetime
{
    private const int MaxBody = 256 * 1024;

    private readonly TestPhoenix _phoenix = new(static options =>
    {
        options.MaxBodyBytes = MaxBody;
        options.MaxPendingBytes = MaxBody;
    });

    private HttpClient _http = null!;
    private GrpcSender _grpc = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Uri Address => _phoenix.Server.GrpcAddress!;

    public async ValueTask InitializeAsync()
    {
        _http = await _phoenix.ConnectAsync(Token);
        _grpc = new(Address);
    }

    public async ValueTask DisposeAsync()
    {
        _grpc.Dispose();
        _http.Dispose();
        await _phoenix.DisposeAsync();
    }

    [Fact]
    public async Task What_the_exporter_of_OpenTelemetry_sends_can_be_read()
    {
        using var source = new ActivitySource("grpc-" + Guid.NewGuid());
        using (var provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .ConfigureResource(static resource => resource.AddAttributes([new("openinference.project.name", "exported")]))
            .AddOtlpExporter(exporter => (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.Grpc, Address))
            .Build())
        {
            source.StartActivity("turn")!.SetTag("session.id", "over grpc").Dispose();
            Assert.True(provider.ForceFlush());
        }

        var span = Assert.Single(await SpansAsync("exported"));

        Assert.Equal("turn", span.GetProperty("name").GetString());
        Assert.Equal("over grpc", span.GetProperty("attributes").GetProperty("session.id").GetString());
    }

    [Fact]
    public async Task An_accepted_request_is_answered_with_an_empty_message_and_is_stored()
    {
        var response = await _grpc.SendAsync(Otlp.Export("raw", Otlp.Span("a"), Otlp.Span("b")));

        Assert.Null(response.PartialSuccess);
        Assert.Equal(2, (await SpansAsync("raw")).Count);
    }

    [Fact]
    public async Task Rejected_spans_are_counted_and_the_others_are_stored()
    {
        var zero = Otlp.Span("zero");
        zero.TraceId = ByteString.CopyFrom(new byte[16]);

        var response = await _grpc.SendAsync(Otlp.Export("partial", zero, Otlp.Span("good")));

        Assert.Equal(1, response.PartialSuccess.RejectedSpans);
        Assert.Contains("zero", response.PartialSuccess.ErrorMessage, StringComparison.Ordinal);
        Assert.Single(await SpansAsync("partial"));
    }

    [Fact]
    public async Task The_project_in_the_metadata_goes_before_the_one_of_the_resource()
    {
        using var named = new GrpcSender(Address, ("x-project-name", "by-metadata"));

        await named.SendAsync(Otlp.Export("by-resource", Otlp.Span()));

        Assert.Single(await SpansAsync("by-metadata"));
    }

    [Fact]
    public async Task Bytes_that_are_no_request_are_an_invalid_argument()
    {
        var (code, message, retry) = await _grpc.FailAsync([0xff, 0xff, 0xff, 0x20, 0x6e, 0x6f]);

        Assert.Equal((StatusCode.InvalidArgument, "Request body is invalid ExportTraceServiceRequest", null), (code, message, retry));
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused_for_good()
    {
        var (code, _, retry) = await _grpc.FailAsync(new byte[MaxBody + 1]);

        // Without RetryInfo an exporter takes it as final.
        Assert.Equal((StatusCode.ResourceExhausted, null), (code, retry));
    }

    [Fact]
    public async Task A_large_message_within_the_limit_is_stored()
    {
        await _grpc.SendAsync(Otlp.Export("large", Otlp.Span(attributes: ("input.value", new string('x', MaxBody - 1000)))));

        Assert.Single(await SpansAsync("large"));
    }

    [Fact]
    public async Task A_gzip_message_is_read()
    {
        using var answer = await GrpcSender.PostGzipAsync(Address, GrpcSender.Pack(Otlp.Export("zipped", Otlp.Span())));
        await answer.Content.ReadAsByteArrayAsync(Token);

        Assert.Equal("0", Assert.Single(answer.TrailingHeaders.GetValues("grpc-status")));
        Assert.Single(await SpansAsync("zipped"));
    }

    [Fact]
    public async Task A_gzip_message_that_unfolds_into_a_huge_one_is_refused()
    {
        var bomb = GrpcSender.Pack(new byte[MaxBody * 100]);
        Assert.True(bomb.Length < MaxBody);

        Assert.Equal(StatusCode.ResourceExhausted, await PostGzipAsync(bomb));
    }

    [Fact]
    public async Task A_gzip_message_that_was_cut_off_is_an_invalid_argument() =>
        Assert.Equal(StatusCode.InvalidArgument, await PostGzipAsync(GrpcSender.Pack(Otlp.Export("cut", Otlp.Span()))[..^6]));

    [Fact]
    public async Task While_others_hold_the_budget_a_call_is_told_when_to_come_back()
    {
        using (await HangingUpload.HoldAsync(_http, declared: MaxBody - 1, Token))
        {
            var (code, _, retry) = await _grpc.FailAsync(Otlp.Export("busy", Otlp.Span(attributes: ("input.value", new string('x', 10_000)))));
            Assert.Equal((StatusCode.Unavailable, TimeSpan.FromSeconds(1)), (code, retry));
        }

        await Fakes.Eventually.BecomesTrueAsync(
            async () =>
            {
                try
                {
                    await _grpc.SendAsync(Otlp.Export("free", Otlp.Span(attributes: ("input.value", new string('x', 10_000)))));
                    return true;
                }
                catch (Grpc.Core.RpcException)
                {
                    return false;
                }
            },
            Token);
        Assert.Single(await SpansAsync("free"));
    }

    [Fact]
    public async Task Nothing_but_gRPC_is_answered_on_its_port()
    {
        using var http = new HttpClient { BaseAddress = Address };

        using var answer = await http.GetAsync("/v1/projects", Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<StatusCode> PostGzipAsync(byte[] packed)
    {
        using var answer = await GrpcSender.PostGzipAsync(Address, packed);
        await answer.Content.ReadAsByteArrayAsync(Token);
        var status = answer.Headers.TryGetValues("grpc-status", out var early) ? early : answer.TrailingHeaders.GetValues("grpc-status");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (StatusCode)int.Parse(status.Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<IReadOnlyList<JsonElement>> SpansAsync(string project)
    {
        using var page = JsonDocument.Parse(await _http.GetStringAsync($"/v1/projects/{project}/spans", Token));
        return [.. page.RootElement.GetProperty("data").EnumerateArray().Select(static span => span.Clone())];
    }
}
