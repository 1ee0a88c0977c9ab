using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Export;
using SupportDashboard.Tests.Components.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Sessions.Export;

/// <summary>The endpoint on real Kestrel, over rows that a test makes.</summary>
public sealed class SessionExportEndpointTests : IAsyncLifetime
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly List<SessionQuery> _asked = [];
    private Func<SessionQuery, CancellationToken, IAsyncEnumerable<SessionRow>> _rows = static (_, _) => ExportRowsTests.ManyAsync(3, static _ => { });

    public SessionExportEndpointTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Samples.At));
        builder.Services.AddSingleton<PhoenixConnection>();
        builder.Services.AddSingleton<ExportDesk>();
        builder.Services.AddSingleton(new SessionExport(ExportRowsTests.Source(
            (query, token) =>
            {
                _asked.Add(query);
                return _rows(query, token);
            },
            total: 3)));
        _app = builder.Build();
        _app.MapSessionExport();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ExportDesk Desk => _app.Services.GetRequiredService<ExportDesk>();

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(Token);
        _http.BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_file_is_the_list_that_the_address_shows()
    {
        using var answer = await _http.GetAsync("/sessions/export.csv?project=shop&q=refund&look=1&errors=1&sort=turns&dir=asc&page=7&view=table", Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(4, (await answer.Content.ReadAsStringAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var query = Assert.Single(_asked);
        Assert.Equal(("shop", "refund", true, true, SessionSort.Turns, true), (query.Project, query.Filter.Search, query.Filter.NeedsLook, query.Filter.HasErrors, query.Sort, query.Ascending));
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("jsonl", "application/x-ndjson")]
    public async Task The_file_is_named_for_its_project_and_day_and_says_how_many_it_holds(string extension, string type)
    {
        using var answer = await _http.GetAsync($"/sessions/export.{extension}?project=" + Uri.EscapeDataString("../a\"b\r\nc;ä/shop"), Token);

        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal($"a-b--c---shop-sessions-2026-11-22.{extension}", answer.Content.Headers.ContentDisposition.FileName!.Trim('"'));
        Assert.Equal("3", answer.Headers.GetValues("X-Total-Rows").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("none", HttpStatusCode.OK)]
    public async Task Another_sites_page_gets_no_file(string site, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions/export.jsonl");
        request.Headers.Add("Sec-Fetch-Site", site);

        using var answer = await _http.SendAsync(request, Token);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, _asked.Count);
    }

    [Theory]
    [InlineData("?sort=99&cols=x&page=-1&verdict=:::&range=forever&q=%00'%22%3B&ticket=nonsense")]
    [InlineData("?ticket=00000000000000000000000000000001&&&==")]
    public async Task A_forged_address_gets_the_nearest_list(string query)
    {
        using var answer = await _http.GetAsync("/sessions/export.csv" + query, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_failure_in_the_middle_cuts_the_connection_and_never_ends_as_a_short_file()
    {
        var ticket = Desk.Open();
        _rows = static (_, _) => ExportRowsTests.ManyAsync(5_000, static at => _ = at == 4_000 ? throw new InvalidOperationException("The index is gone.") : at);

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var answer = await _http.GetAsync($"/sessions/export.csv?ticket={ticket.Id:N}", HttpCompletionOption.ResponseHeadersRead, Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await answer.Content.ReadAsByteArrayAsync(Token);
        });

        Assert.Equal((ExportState.Failed, 4_000L), (ticket.State, ticket.Rows));
    }

    [Fact]
    public async Task A_failure_before_the_first_row_is_an_answer()
    {
        _rows = static (_, _) => ExportRowsTests.ManyAsync(5, static _ => throw new InvalidOperationException("The index is gone."));

        using var answer = await _http.GetAsync("/sessions/export.csv", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Null(answer.Content.Headers.ContentDisposition);
        Assert.DoesNotContain("index is gone", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_sees_how_far_its_file_is_and_can_stop_it()
    {
        var ticket = Desk.Open();
        var notices = 0;
        using var following = ticket.Subscribe(() => Interlocked.Increment(ref notices));
        _rows = (_, _) => ExportRowsTests.ManyAsync(1_000_000, at =>
        {
            if (at == 5_000)
            {
                ticket.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var answer = await _http.GetAsync($"/sessions/export.jsonl?ticket={ticket.Id:N}", HttpCompletionOption.ResponseHeadersRead, Token);
            await answer.Content.ReadAsByteArrayAsync(Token);
        });

        await Eventually.BecomesTrueAsync(() => Task.FromResult(ticket.State == ExportState.Cancelled), Token);
        Assert.Equal((5_000L, 3), (ticket.Rows, ticket.Total));
        Assert.InRange(notices, 11, 13);
    }

    [Fact]
    public async Task A_browser_that_goes_away_stops_its_export()
    {
        var ticket = Desk.Open();
        _rows = static (_, token) => ExportRowsTests.ManyAsync(int.MaxValue, _ => token.ThrowIfCancellationRequested());
        using (var answer = await _http.GetAsync($"/sessions/export.csv?ticket={ticket.Id:N}", HttpCompletionOption.ResponseHeadersRead, Token))
        {
            Assert.Equal(ExportState.Running, ticket.State);
        }

        await Eventually.BecomesTrueAsync(() => Task.FromResult(ticket.State == ExportState.Cancelled), Token);
    }

    [Fact]
    public async Task Only_so_many_files_are_written_at_a_time()
    {
        using var first = Desk.TryEnter();
        var second = Desk.TryEnter();
        using (var refused = await _http.GetAsync("/sessions/export.csv", Token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        second!.Dispose();
        second.Dispose();
        using var answer = await _http.GetAsync("/sessions/export.csv", Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Desk.TryEnter() is { } place && Release(place)), Token);
    }

    [Fact]
    public async Task A_ticket_is_good_for_one_file_and_forgotten_when_its_page_is_left()
    {
        var ticket = Desk.Open();
        using var once = await _http.GetAsync($"/sessions/export.csv?ticket={ticket.Id:N}", Token);
        using var twice = await _http.GetAsync($"/sessions/export.csv?ticket={ticket.Id:N}", Token);

        Assert.Equal((ExportState.Done, 3L), (ticket.State, ticket.Rows));
        Assert.Equal((await once.Content.ReadAsByteArrayAsync(Token)).Length, (await twice.Content.ReadAsByteArrayAsync(Token)).Length);
        Desk.Close(ticket);
        Assert.Null(Desk.Find(ticket.Id));
    }

    [Fact]
    public void The_pages_link_asks_for_the_list_without_its_look()
    {
        var list = new SessionsAddress { Project = "shop", SessionId = "s", Turn = 2, Search = "refund", AsTable = true, Columns = "turns", Compact = true, View = "all", PageNumber = 3 };

        Assert.Equal("/sessions/export.csv?project=shop&q=refund&ticket=00000000000000000000000000000000", SessionExportEndpoint.AddressOf(list, ExportFormat.Csv, Guid.Empty));
        Assert.Equal("/sessions/export.jsonl?ticket=00000000000000000000000000000000", SessionExportEndpoint.AddressOf(new(), ExportFormat.JsonLines, Guid.Empty));
    }

    private static bool Release(IDisposable place)
    {
        place.Dispose();
        return true;
    }
}
