using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class PhoenixInputTests(TestPhoenix phoenix) : IClassFixture<TestPhoenix>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("flag:true", "a")]
    [InlineData("flag:\"true\"", "")]
    [InlineData("turn:2", "a")]
    [InlineData("turn:2.0", "a")]
    [InlineData("turn:\"2\"", "")]
    [InlineData("session.id:s1", "ab")]
    [InlineData("session.id:\"s1\"", "ab")]
    [InlineData("odd \"key\\.x:v", "b")]
    [InlineData("metadata.channel:web", "b")]
    public async Task Attribute_filters_are_typed(string filter, string expected)
    {
        using var http = await phoenix.ConnectAsync(Token);
        var project = "filters-" + Otlp.NewSpanId();
        await Otlp.SendAsync(
            http,
            project,
            Otlp.Span("b", attributes: [("session.id", "s1"), ("odd \"key\\.x", "v"), ("metadata", """{"channel":"web"}""")]),
            Otlp.Span("a", attributes: [("session.id", "s1"), ("flag", true), ("turn", 2)]));

        var page = await http.GetFromJsonAsync<JsonElement>($"/v1/projects/{project}/spans?attribute={Uri.EscapeDataString(filter)}", Token);

        Assert.Equal(expected, string.Concat(page.GetProperty("data").EnumerateArray().Select(static span => span.GetProperty("name").GetString())));
    }

    [Theory]
    [InlineData("/v1/projects/default/spans?limit=0", "limit")]
    [InlineData("/v1/projects/default/spans?limit=ten", "limit")]
    [InlineData("/v1/projects/default/traces?order=up", "order")]
    [InlineData("/v1/projects/default/traces?start_time=yesterday", "start_time")]
    public async Task Wrong_parameters_are_422_and_named(string path, string parameter)
    {
        using var http = await phoenix.ConnectAsync(Token);
        using var answer = await http.GetAsync(path, Token);
        var detail = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("detail")[0];

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(["query", parameter], detail.GetProperty("loc").EnumerateArray().Select(static part => part.GetString()));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("17")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":[null]}""")]
    [InlineData("""{"data":[{"session_id":"s","name":null,"annotator_kind":"LLM"}]}""")]
    [InlineData("""{"data":[{"session_id":"s","name":"\ud800","annotator_kind":"LLM"}]}""")]
    [InlineData("""{"data":[{"session_id":"s","name":"n","annotator_kind":"ROBOT"}]}""")]
    [InlineData("""{"data":[{"session_id":"s","name":"n","annotator_kind":"LLM","result":{"score":"high"}}]}""")]
    [InlineData("""{"data":[{"session_id":"s","name":"n","annotator_kind":"LLM","metadata":[]}]}""")]
    public async Task Wrong_bodies_are_422_with_their_place(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var http = await phoenix.ConnectAsync(Token);
        using var answer = await http.PostAsync("/v1/session_annotations?sync=true", content, Token);
        var detail = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("detail")[0];

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("body", detail.GetProperty("loc")[0].GetString());
    }

    [Fact]
    public async Task Annotation_configs_are_created_read_changed_and_deleted_and_names_are_unique()
    {
        using var http = await phoenix.ConnectAsync(Token);
        var config = new { name = "resolution", type = "CATEGORICAL", optimization_direction = "MAXIMIZE", values = new[] { new { label = "resolved", score = 1.0 } } };

        using var created = await http.PostAsJsonAsync("/v1/annotation_configs", config, Token);
        using var again = await http.PostAsJsonAsync("/v1/annotation_configs", config, Token);
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("data").GetProperty("id").GetString()!;
        using var changed = await http.PutAsJsonAsync($"/v1/annotation_configs/{Uri.EscapeDataString(id)}", new { name = "resolution", type = "FREEFORM" }, Token);
        using var deleted = await http.DeleteAsync("/v1/annotation_configs/resolution", Token);
        var left = await http.GetFromJsonAsync<JsonElement>("/v1/annotation_configs", Token);

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("FREEFORM", (await changed.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("data").GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        Assert.Equal(["user_feedback"], left.GetProperty("data").EnumerateArray().Select(static item => item.GetProperty("name").GetString()));
    }
}
