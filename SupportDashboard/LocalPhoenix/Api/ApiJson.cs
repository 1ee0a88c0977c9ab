using System.Text.Json.Serialization;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>How the server writes JSON: snake_case, nulls included, compiled at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ApiPage<ProjectItem>))]
[JsonSerializable(typeof(ApiItem<ProjectItem>))]
[JsonSerializable(typeof(ApiPage<SessionItem>))]
[JsonSerializable(typeof(ApiItem<SessionItem>))]
[JsonSerializable(typeof(ApiPage<TraceItem>))]
[JsonSerializable(typeof(ApiPage<SpanItem>))]
[JsonSerializable(typeof(ApiPage<AnnotationItem>))]
[JsonSerializable(typeof(ApiItem<IReadOnlyList<IdItem>>))]
[JsonSerializable(typeof(ApiItem<IdItem>))]
[JsonSerializable(typeof(ApiItem<TransferItem>))]
[JsonSerializable(typeof(ApiPage<RawJson>))]
[JsonSerializable(typeof(ApiItem<RawJson>))]
[JsonSerializable(typeof(ValidationAnswer))]
[JsonSerializable(typeof(SpansQueued))]
[JsonSerializable(typeof(SpansRefused))]
internal sealed partial class ApiJson : JsonSerializerContext;
