using System.Net;
using SupportDashboard.Tests.Integration;

namespace SupportDashboard.Tests.Security;

public sealed class SameOriginTests(DashboardServer server) : IClassFixture<DashboardServer>
{
    [Theory]
    [InlineData("http://attacker.example")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    public async Task Another_sites_page_cannot_begin_a_circuit(string origin) =>
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync(origin));

    [Fact]
    public async Task The_applications_own_page_can() =>
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(server.Address.GetLeftPart(UriPartial.Authority)));

    [Fact]
    public async Task A_program_that_names_no_origin_can() =>
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(null));

    private async Task<HttpStatusCode> NegotiateAsync(string? origin)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
