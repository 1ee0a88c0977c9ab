using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.LocalModel;

public sealed class LocalModelDialectTests(LocalModelClient model) : IClassFixture<LocalModelClient>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_lists_its_one_model()
    {
        var list = await model.Http.GetFromJsonAsync<JsonElement>("v1/models", Token);

        Assert.Equal("local-rules-1", Assert.Single(list.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("model", (await model.Http.GetFromJsonAsync<JsonElement>("v1/models/local-rules-1", Token)).GetProperty("object").GetString());
    }

    [Theory]
    [InlineData("GET", "v1/nothing", null, HttpStatusCode.NotFound, "Invalid URL (GET /v1/nothing)")]
    [InlineData("GET", "v1/models/gpt-4o", null, HttpStatusCode.NotFound, "The model `gpt-4o` does not exist; this server only has `local-rules-1`.")]
    [InlineData("GET", "v1/chat/completions", null, HttpStatusCode.MethodNotAllowed, "Not allowed to GET on /v1/chat/completions")]
    [InlineData("POST", "v1/chat/completions", "not json", HttpStatusCode.BadRequest, "We could not parse the JSON body of your request.")]
    [InlineData("POST", "v1/chat/completions", "[]", HttpStatusCode.BadRequest, "The body must be a JSON object.")]
    [InlineData("POST", "v1/chat/completions", "{}", HttpStatusCode.BadRequest, "You must provide a model parameter.")]
    [InlineData("POST", "v1/chat/completions", """{"model":"gpt-4o","messages":[]}""", HttpStatusCode.NotFound, "The model `gpt-4o` does not exist; this server only has `local-rules-1`.")]
    [InlineData("POST", "v1/chat/completions", """{"model":"local-rules-1"}""", HttpStatusCode.BadRequest, "'messages' must be an array with at least one message.")]
    [InlineData("POST", "v1/chat/completions", """{"model":"local-rules-1","messages":[]}""", HttpStatusCode.BadRequest, "'messages' must be an array with at least one message.")]
    [InlineData("POST", "v1/chat/completions", """{"model":"local-rules-1","messages":[{"role":"user","content":7}]}""", HttpStatusCode.BadRequest, "'messages[0]' must have a known role and content that is text, text parts or null.")]
    [InlineData("POST", "v1/chat/completions", """{"model":"local-rules-1","messages":["x"]}""", HttpStatusCode.BadRequest, "'messages[0]' must have a known role and content that is text, text parts or null.")]
    [InlineData("POST", "v1/embeddings", """{"model":"local-rules-1"}""", HttpStatusCode.BadRequest, "'input' must be text or an array of 1 to 2048 texts.")]
    [InlineData("POST", "v1/embeddings", """{"model":"local-rules-1","input":[1,2]}""", HttpStatusCode.BadRequest, "'input' must be text or an array of 1 to 2048 texts.")]
    [InlineData("POST", "v1/embeddings", """{"model":"local-rules-1","input":"a","encoding_format":"hex"}""", HttpStatusCode.BadRequest, "'encoding_format' must be float or base64.")]
    public async Task Errors_have_OpenAIs_format(string method, string path, string? body, HttpStatusCode status, string message)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await model.Http.SendAsync(request, Token);

        var error = (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("error");
        Assert.Equal((status, message), (response.StatusCode, error.GetProperty("message").GetString()));
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        using var response = await model.Http.PostAsJsonAsync("v1/chat/completions", new { model = "local-rules-1", messages = new[] { new { role = "user", content = new string('x', 100_000) } } }, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_form_that_another_page_could_send_is_not_taken_for_JSON()
    {
        using var content = new StringContent("""{"model":"local-rules-1","messages":[{"role":"user","content":"hi"}]}""", Encoding.UTF8, "text/plain");

        using var response = await model.Http.PostAsync(new Uri("v1/chat/completions", UriKind.Relative), content, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_stream_is_small_pieces_then_a_finish_reason_then_usage_then_done()
    {
        using var response = await model.Http.PostAsJsonAsync(
            "v1/chat/completions",
            new { model = "local-rules-1", stream = true, stream_options = new { include_usage = true }, messages = new[] { new { role = "user", content = "Hello 👩‍👩‍👧" } } },
            Token);

        var lines = (await response.Content.ReadAsStringAsync(Token)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("data: [DONE]", lines[^1]);
        var chunks = lines[..^1].Select(static line => JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..])).ToList();
        Assert.Equal("assistant", chunks[0].GetProperty("choices")[0].GetProperty("delta").GetProperty("role").GetString());
        Assert.Equal("stop", chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.True(chunks[^1].GetProperty("usage").GetProperty("total_tokens").GetInt32() > 0);
        Assert.True(chunks.Count > 10);
        Assert.All(chunks, static chunk => Assert.Equal("chat.completion.chunk", chunk.GetProperty("object").GetString()));
    }

    [Fact]
    public async Task The_same_request_gives_the_same_answer()
    {
        var body = new { model = "local-rules-1", messages = new[] { new { role = "user", content = "Hello" } } };

        Assert.Equal(await AnswerAsync(body), await AnswerAsync(body));
    }

    [Fact]
    public async Task Any_other_schema_is_refused_as_a_model_refuses()
    {
        using var response = await model.Http.PostAsJsonAsync(
            "v1/chat/completions",
            new { model = "local-rules-1", messages = new[] { new { role = "user", content = "Turn 1:\nUser: a\nAgent: b" } }, response_format = new { type = "json_schema", json_schema = new { name = "politeness" } } },
            Token);

        var message = (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("choices")[0].GetProperty("message");
        Assert.Equal(JsonValueKind.Null, message.GetProperty("content").ValueKind);
        Assert.Contains("works by rules and has none for this", message.GetProperty("refusal").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vectors_are_the_same_as_numbers_and_as_base64()
    {
        var numbers = await EmbedAsync("float");
        var bytes = Convert.FromBase64String((await EmbedAsync("base64")).GetString()!);

        Assert.Equal(numbers.EnumerateArray().Select(static value => value.GetSingle()), Enumerable.Range(0, bytes.Length / 4).Select(index => BitConverter.ToSingle(bytes, index * 4)));
        Assert.Equal(1, numbers.EnumerateArray().Sum(static value => value.GetDouble() * value.GetDouble()), 4);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_text_like_any_other()
    {
        using var content = new StringContent("""{"model":"local-rules-1","messages":[{"role":"user","content":"\ud83d and \u0000"}]}""", Encoding.UTF8, "application/json");

        using var response = await model.Http.PostAsync(new Uri("v1/chat/completions", UriKind.Relative), content, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<string?> AnswerAsync(object body)
    {
        using var response = await model.Http.PostAsJsonAsync("v1/chat/completions", body, Token);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
    }

    private async Task<JsonElement> EmbedAsync(string format)
    {
        using var response = await model.Http.PostAsJsonAsync("v1/embeddings", new { model = "local-rules-1", input = "How do I reset my password?", encoding_format = format }, Token);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("data")[0].GetProperty("embedding");
    }
}
