using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportDashboard.Agent;

/// <summary>Reads the data files the agent works with; a file that does not fit its record is an error at once, not a null later.</summary>
internal static class AgentData
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static T Read<T>(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Agent", "Data", name));
        return JsonSerializer.Deserialize<T>(file, Strict) ?? throw new InvalidDataException($"{name} is empty.");
    }
}
