using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class PhoenixApiTests : IAsyncLifetime
{
    private readonly TestPhoenix _phoenix = new();
    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _http = await _phoenix.ConnectAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _phoenix.DisposeAsync();
    }

    [Fact]
    public async Task Timestamps_always_have_six_digits_and_an_offset()
    {
        await Otlp.SendAsync(_http, "p", Otlp.Span());

        var span = (await GetAsync("/v1/projects/p/spans"))[0];

        Assert.Equal("2026-01-01T00:00:00.000000+00:00", span.GetProperty("start_time").GetString());
        Assert.Equal("2026-01-01T00:00:00.100000+00:00", span.GetProperty("end_time").GetString());
    }

    [Theory]
    [InlineData("start_time", "asc")]
    [InlineData("start_time", "desc")]
    [InlineData("latency_ms", "asc")]
    [InlineData("latency_ms", "desc")]
    public async Task Paging_through_traces_loses_and_repeats_none_however_they_arrived(string sort, string order)
    {
        ulong[] starts = [500, 100, 300, 300, 900, 0, 300, 700, 200, 100];
        foreach (var (start, index) in starts.Select(static (start, index) => (start, (ulong)index)))
        {
            await Otlp.SendAsync(_http, "p", Otlp.Span(startMs: start, endMs: start + index % 3 * 10));
        }

        var seen = new List<(double Key, string Id)>();
        string? cursor = null;
        do
        {
            var page = await _http.GetFromJsonAsync<JsonElement>(
                $"/v1/projects/p/traces?limit=3&sort={sort}&order={order}" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)), Token);
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(trace => (Key(trace, sort), trace.GetProperty("trace_id").GetString()!)));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        var keys = seen.ConvertAll(static trace => trace.Key);
        Assert.Equal(starts.Length, seen.Select(static trace => trace.Id).Distinct().Count());
        Assert.Equal(order == "asc" ? keys.Order() : keys.OrderDescending(), keys);
    }

    [Fact]
    public async Task A_session_is_found_by_its_own_id_and_by_its_global_id_whatever_signs_it_has()
    {
        foreach (var session in (string[])["Kunde ü 1", "会話", "a+b&c=d%41?#e", "مرحبا 👋", "<b>&quot;"])
        {
            await Otlp.SendAsync(_http, "p", Otlp.Span(attributes: ("session.id", session)));

            var own = await _http.GetFromJsonAsync<JsonElement>($"/v1/sessions/{Uri.EscapeDataString(session)}", Token);
            var id = own.GetProperty("data").GetProperty("id").GetString()!;
            var global = await _http.GetFromJsonAsync<JsonElement>($"/v1/sessions/{Uri.EscapeDataString(id)}", Token);

            Assert.Equal(session, own.GetProperty("data").GetProperty("session_id").GetString());
            Assert.Equal(own.GetRawText(), global.GetRawText());
        }
    }

    [Fact]
    public async Task A_body_that_is_not_declared_as_json_is_not_read_as_json()
    {
        using var content = new StringContent("""{"name":"forged"}""", System.Text.Encoding.UTF8, "text/plain");
        using var answer = await _http.PostAsync("/v1/projects", content, Token);
        using var project = await _http.GetAsync("/v1/projects/forged", Token);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, project.StatusCode);
    }

    [Fact]
    public async Task An_annotation_with_the_same_key_replaces_everything_but_its_id_and_birth()
    {
        await Otlp.SendAsync(_http, "p", Otlp.Span(attributes: ("session.id", "s1")));
        var first = await AnnotateAsync(new { session_id = "s1", name = "n", annotator_kind = "LLM", result = new { label = "a", score = 1, explanation = "e" }, metadata = new { m = 1 } });
        var created = (await GetAsync("/v1/projects/p/session_annotations?session_ids=s1"))[0].GetProperty("created_at").GetString();

        var second = await AnnotateAsync(new { session_id = "s1", name = "n", annotator_kind = "HUMAN", result = (object?)null });
        var stored = Assert.Single(await GetAsync("/v1/projects/p/session_annotations?session_ids=s1"));

        Assert.Equal(first, second);
        Assert.Equal(created, stored.GetProperty("created_at").GetString());
        Assert.Equal("""{"label":null,"score":null,"explanation":null}""", stored.GetProperty("result").GetRawText());
        Assert.Equal("{}", stored.GetProperty("metadata").GetRawText());
        Assert.Equal("HUMAN", stored.GetProperty("annotator_kind").GetString());
    }

    [Fact]
    public async Task Subscribers_hear_of_each_commit()
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _phoenix.Server.Subscribe(() => heard.TrySetResult());

        await Otlp.SendAsync(_http, "p", Otlp.Span());

        await heard.Task.WaitAsync(TimeSpan.FromMinutes(1), Token);
    }

    [Fact]
    public async Task What_was_answered_200_is_there_after_a_restart_on_another_port()
    {
        await Otlp.SendAsync(_http, "p", Otlp.Span("kept"));
        await _phoenix.RestartAsync();

        using var http = await _phoenix.ConnectAsync(Token);

        Assert.Contains("kept", await http.GetStringAsync("/v1/projects/p/spans", Token), StringComparison.Ordinal);
    }

    private static double Key(JsonElement trace, string sort)
    {
        var start = Instant("start_time");
        return sort == "start_time" ? start : Instant("end_time") - start;

        double Instant(string name) => DateTimeOffset.Parse(trace.GetProperty(name).GetString()!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
    }

    private async Task<IReadOnlyList<JsonElement>> GetAsync(string path) =>
        [.. (await _http.GetFromJsonAsync<JsonElement>(path, Token)).GetProperty("data").EnumerateArray()];

    private async Task<string?> AnnotateAsync(object annotation)
    {
        using var answer = await _http.PostAsJsonAsync("/v1/session_annotations?sync=true", new { data = new[] { annotation } }, Token);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("data")[0].GetProperty("id").GetString();
    }
}
