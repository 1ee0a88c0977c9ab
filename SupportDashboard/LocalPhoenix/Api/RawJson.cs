using System.Text.Json.Serialization;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>JSON that is written as it is.</summary>
[JsonConverter(typeof(RawJsonConverter))]
internal readonly record struct RawJson(ReadOnlyMemory<byte> Utf8);
