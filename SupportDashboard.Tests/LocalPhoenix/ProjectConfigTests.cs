using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class ProjectConfigTests : IAsyncLifetime
{
    private const string Configs = "/v1/projects/p/annotation_configs";

    private readonly TestPhoenix _phoenix = new();
    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _http = await _phoenix.ConnectAsync(Token);
        using var created = await _http.PostAsJsonAsync("/v1/projects", new { name = "p" }, Token);
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _phoenix.DisposeAsync();
    }

    [Fact]
    public async Task A_config_is_assigned_by_name_or_id_once_and_taken_back()
    {
        var id = await CreateAsync("tone");

        var first = await PutAsync($"{Configs}/tone", null);
        var second = await PutAsync($"{Configs}/{id}", null);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal(id, second.Body.GetProperty("data").GetProperty("id").GetString());
        Assert.Equal([id], await AssignedAsync());

        foreach (var config in (string[])[id, "tone"])
        {
            using var taken = await _http.DeleteAsync($"{Configs}/{config}", Token);
            Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
            Assert.Empty(await AssignedAsync());
        }

        using var stays = await _http.GetAsync("/v1/annotation_configs/tone", Token);
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
    }

    [Fact]
    public async Task The_whole_set_is_replaced_and_an_unknown_config_changes_nothing()
    {
        string[] ids = [await CreateAsync("a"), await CreateAsync("b"), await CreateAsync("c")];
        await PutAsync($"{Configs}/a", null);

        var replaced = await PutAsync(Configs, new { annotation_config_ids = new[] { ids[1], ids[2], ids[1] } });
        using var refused = await _http.PutAsJsonAsync(Configs, new { annotation_config_ids = new[] { ids[0], "nothing" } }, Token);

        Assert.Equal([ids[2], ids[1]], Ids(replaced.Body));
        Assert.Equal(JsonValueKind.Null, replaced.Body.GetProperty("next_cursor").ValueKind);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal([ids[2], ids[1]], await AssignedAsync());

        await PutAsync(Configs, new { annotation_config_ids = Array.Empty<string>() });
        Assert.Empty(await AssignedAsync());
    }

    [Fact]
    public async Task The_list_has_pages()
    {
        string[] ids = [await CreateAsync("a"), await CreateAsync("b"), await CreateAsync("c")];
        await PutAsync(Configs, new { annotation_config_ids = ids });

        var page = await _http.GetFromJsonAsync<JsonElement>($"{Configs}?limit=2", Token);
        var next = await _http.GetFromJsonAsync<JsonElement>($"{Configs}?cursor={page.GetProperty("next_cursor").GetString()}", Token);

        Assert.Equal([ids[2], ids[1]], Ids(page));
        Assert.Equal([ids[0]], Ids(next));
    }

    [Fact]
    public async Task A_deleted_config_or_project_leaves_no_assignment()
    {
        var id = await CreateAsync("gone");
        var kept = await CreateAsync("kept");
        await PutAsync(Configs, new { annotation_config_ids = new[] { id, kept } });

        using var deletedConfig = await _http.DeleteAsync($"/v1/annotation_configs/{id}", Token);
        Assert.Equal([kept], await AssignedAsync());

        using var deletedProject = await _http.DeleteAsync("/v1/projects/p", Token);
        using var again = await _http.PostAsJsonAsync("/v1/projects", new { name = "p" }, Token);
        Assert.Empty(await AssignedAsync());
    }

    [Theory]
    [InlineData("/v1/projects/nowhere/annotation_configs/user_feedback")]
    [InlineData("/v1/projects/p/annotation_configs/nothing")]
    public async Task An_unknown_project_or_config_is_404(string path)
    {
        using var assigned = await _http.PutAsync(path, content: null, Token);
        using var taken = await _http.DeleteAsync(path, Token);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (assigned.StatusCode, taken.StatusCode));
    }

    private static IReadOnlyList<string?> Ids(JsonElement page) =>
        [.. page.GetProperty("data").EnumerateArray().Select(static config => config.GetProperty("id").GetString())];

    private async Task<IReadOnlyList<string?>> AssignedAsync() => Ids(await _http.GetFromJsonAsync<JsonElement>(Configs, Token));

    private async Task<string> CreateAsync(string name)
    {
        using var answer = await _http.PostAsJsonAsync("/v1/annotation_configs", new { name, type = "FREEFORM" }, Token);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("data").GetProperty("id").GetString()!;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(string path, object? body)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var answer = await _http.PutAsync(path, content, Token);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Token));
    }
}
