using System.Text.Json;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>SQLite's path to a member of a flat JSON object, whatever characters its name has.</summary>
internal static class JsonPath
{
    public static string Of(string key) => $"$.{JsonSerializer.Serialize(key)}";
}
