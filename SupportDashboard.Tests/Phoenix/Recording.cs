using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace SupportDashboard.Tests.Phoenix;

/// <summary>One recorded answer of a real Phoenix.</summary>
internal sealed record Recording(string Method, string Path, IReadOnlyDictionary<string, StringValues> Query, int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private static readonly string[] Framing = ["content-length", "date", "server", "transfer-encoding", "connection"];

    public static Recording Load(string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Data", "phoenix", name + ".json")));
        var root = file.RootElement;
        var request = root.GetProperty("request").GetString()!.Split(' ', 2);
        var target = request[1].Split('?', 2);
        var body = root.GetProperty("body");
        return new(
            request[0],
            Uri.UnescapeDataString(target[0]),
            Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(target.Length > 1 ? target[1] : ""),
            root.GetProperty("status").GetInt32(),
            root.GetProperty("headers").EnumerateObject().Where(static header => !Framing.Contains(header.Name)).ToDictionary(static header => header.Name, static header => header.Value.ToString()),
            root.GetProperty("body_kind").GetString() == "json" ? body.GetRawText() : body.GetString()!);
    }

    /// <summary>The request asks for exactly what was asked when this was recorded; a limit may differ.</summary>
    public bool Answers(HttpRequest request) =>
        request.Method == Method
        && Uri.UnescapeDataString(request.Path.Value!) == Path
        && Query.Where(static parameter => parameter.Key != "limit")
            .All(parameter => request.Query[parameter.Key].ToHashSet().SetEquals(parameter.Value))
        && request.Query.Keys.All(key => key is "limit" or "order" || Query.ContainsKey(key));

    public async Task ReplayAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        await response.WriteAsync(Body);
    }
}
