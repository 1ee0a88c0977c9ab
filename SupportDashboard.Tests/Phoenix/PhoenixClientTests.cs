using Microsoft.AspNetCore.Http;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Phoenix;

/// <summary>What the client sends, and what it repeats.</summary>
public sealed class PhoenixClientTests
{
    private const string NoProjects = "{\"data\":[],\"next_cursor\":null}";
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_path_prefix_of_the_endpoint_and_the_key_are_sent()
    {
        string? authorization = null;
        await using var server = await HttpServer.StartAsync(context =>
        {
            authorization = context.Request.Headers.Authorization;
            return PhoenixFaultTests.JsonAsync(context, NoProjects);
        });
        using var bench = new ClientBench(new Uri(server.Address, "/s/team"), apiKey: "secret");

        await bench.Client.GetProjectsAsync("a b", 7, Token);

        Assert.Equal("GET /s/team/v1/projects?cursor=a%20b&limit=7", Assert.Single(server.Requests));
        Assert.Equal("Bearer secret", authorization);
        Assert.Equal("/s/team/v1/traces", bench.Connection.TracesEndpoint.AbsolutePath);
    }

    [Fact]
    public async Task Ids_in_paths_and_queries_are_escaped()
    {
        await using var server = await HttpServer.StartAsync(static context => PhoenixFaultTests.JsonAsync(context, NoProjects));
        using var bench = new ClientBench(server.Address);

        await bench.Client.GetSessionAnnotationsAsync("UHJvamVjdDoy==", ["a&b=c", "d/é\n#?"], null, 10, Token);

        Assert.EndsWith("session_ids=a%26b%3Dc&session_ids=d%2F%C3%A9%0A%23%3F&limit=10", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_and_upserts_are_repeated_after_a_passing_failure()
    {
        var calls = 0;
        await using var server = await HttpServer.StartAsync(context =>
        {
            if (calls++ % 2 == 0)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return Task.CompletedTask;
            }

            return PhoenixFaultTests.JsonAsync(context, NoProjects);
        });
        using var bench = new ClientBench(server.Address);

        await bench.Client.GetProjectsAsync(null, 100, Token);
        await bench.Client.WriteSessionAnnotationsAsync(new([]), Token);

        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_note_is_never_written_twice()
    {
        await using var server = await HttpServer.StartAsync(static context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        using var bench = new ClientBench(server.Address);

        await Assert.ThrowsAsync<PhoenixException>(() => bench.Client.WriteSessionNoteAsync(new(new WriteSessionNote("s", "text")), Token));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_gzipped_answer_is_read()
    {
        await using var server = await HttpServer.StartAsync(static async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new System.IO.Compression.GZipStream(context.Response.Body, System.IO.Compression.CompressionLevel.Fastest);
            await gzip.WriteAsync("{\"data\":[{\"id\":\"x\",\"name\":\"ü\"}]}"u8.ToArray());
        });
        using var bench = new ClientBench(server.Address);

        Assert.Equal("ü", Assert.Single((await bench.Client.GetProjectsAsync(null, 100, Token)).Data).Name);
    }
}
