using System.Text.Json;

namespace SupportDashboard.Tests.Fakes;

/// <summary>The lists of <c>Data/payloads</c>: what people have typed to break pages like ours.</summary>
internal static class HostileStrings
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "payloads");

    /// <summary>The names of the lists, as theory data.</summary>
    public static TheoryData<string> Lists => [.. Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Where(name => name != "README.md").Order(StringComparer.Ordinal)];

    /// <summary>Every string of every list.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Directory.GetFiles(Folder).Order(StringComparer.Ordinal).Where(path => !path.EndsWith(".md", StringComparison.Ordinal)).SelectMany(path => Read(Path.GetFileName(path)))];

    /// <summary>The strings of one list.</summary>
    public static IReadOnlyList<string> Read(string list)
    {
        var path = Path.Combine(Folder, list);
        return list.EndsWith(".json", StringComparison.Ordinal)
            ? JsonSerializer.Deserialize<string[]>(File.ReadAllText(path))!
            : [.. File.ReadAllLines(path).Where(line => line.Length > 0)];
    }
}
