using System.Net;
using SupportDashboard.LocalPhoenix;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class ApiKeyGateTests : IAsyncLifetime
{
    private readonly TestPhoenix _phoenix = new(static options => options.Keys = ApiKeys.Parse("new,old"));
    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _http = await _phoenix.ConnectAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _phoenix.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/v1/projects")]
    [InlineData("GET", "/V1/Projects")]
    [InlineData("GET", "//v1/projects")]
    [InlineData("POST", "/v1/traces")]
    [InlineData("DELETE", "/v1/projects/p")]
    [InlineData("GET", "/v1/nothing")]
    public async Task Without_a_key_everything_is_401_with_the_challenge(string method, string path)
    {
        using var answer = await SendAsync(method, path, authorization: null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Invalid token", await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("Bearer realm=", Assert.Single(answer.Headers.GetValues("WWW-Authenticate")), StringComparison.Ordinal);
        Assert.Equal("20.3.0", Assert.Single(answer.Headers.GetValues("x-phoenix-server-version")));
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic new")]
    [InlineData("new")]
    [InlineData("Bearer new old")]
    public async Task A_wrong_key_or_scheme_is_401(string authorization)
    {
        using var answer = await SendAsync("GET", "/v1/projects", authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("Bearer new")]
    [InlineData("bearer old")]
    [InlineData("BEARER  new ")]
    public async Task Either_key_opens_it_however_the_scheme_is_written(string authorization)
    {
        using var answer = await SendAsync("GET", "/v1/projects", authorization);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/arize_phoenix_version")]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Version_and_health_need_no_key(string path)
    {
        using var answer = await SendAsync("GET", path, authorization: null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_refused_export_stores_nothing()
    {
        using var refused = await Otlp.PostAsync(_http, Otlp.Export("stolen", Otlp.Span()), cancellationToken: Token);
        using var project = await SendAsync("GET", "/v1/projects/stolen", "Bearer new");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, project.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? authorization)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_http.BaseAddress!.OriginalString.TrimEnd('/') + path));
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await _http.SendAsync(request, Token);
    }
}
