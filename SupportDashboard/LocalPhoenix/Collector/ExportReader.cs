using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Reads the spans of an export request, however that was encoded.</summary>
internal static class ExportReader
{
    /// <summary>The project of spans that name none, as in Phoenix.</summary>
    public const string DefaultProject = "default";

    private const string ProjectAttribute = "openinference.project.name";

    // Flattened keys may be this much longer than the body that holds them, and never less than the allowance.
    private const int KeyGrowth = 4;
    private const int KeyAllowance = 1024 * 1024;

    /// <param name="request">The decoded request.</param>
    /// <param name="bodyBytes">How long its body was: what it may unfold into is measured by that.</param>
    /// <param name="projectHeader">The project that a header names, which goes before the resource's own.</param>
    public static Export Read(ExportTraceRequest request, long bodyBytes, string? projectHeader)
    {
        var reader = new SpanReader(new AttributeFlattening(KeyAllowance + KeyGrowth * bodyBytes));
        var batches = new List<SpanBatch>();
        var rejected = 0;
        string? reason = null;
        foreach (var resource in request.ResourceSpans)
        {
            var spans = new List<SpanRecord>();
            foreach (var (span, origin) in SpansOf(resource))
            {
                if (SpanReader.Refuse(span) is { } refusal)
                {
                    Reject(span, refusal);
                    continue;
                }

                try
                {
                    spans.Add(reader.Read(span, origin));
                }
                catch (SpanRejectedException exception)
                {
                    Reject(span, exception.Message);
                }
            }

            if (spans.Count > 0)
            {
                batches.Add(new(ProjectOf(resource, projectHeader), spans));
            }
        }

        return new(batches, rejected, reason);

        void Reject(OtlpSpan span, string why)
        {
            rejected++;
            reason ??= $"span \"{Shorten(span.Name)}\" was rejected: {why}";
        }
    }

    private static IEnumerable<(OtlpSpan Span, SpanOrigin? Origin)> SpansOf(ResourceSpans resource)
    {
        var attributes = OriginReader.ReadResource(resource.Resource);
        foreach (var scope in resource.ScopeSpans)
        {
            var origin = OriginReader.Read(attributes, scope.Scope);
            foreach (var span in scope.Spans)
            {
                yield return (span, origin);
            }
        }
    }

    private static string ProjectOf(ResourceSpans resource, string? header)
    {
        if (!string.IsNullOrWhiteSpace(header))
        {
            return header.Trim();
        }

        var named = resource.Resource?.Attributes.LastOrDefault(static attribute => attribute.Key == ProjectAttribute)?.Value?.StringValue;
        return string.IsNullOrWhiteSpace(named) ? DefaultProject : named.Trim();
    }

    private static string Shorten(string name) => name.Length <= 80 ? name : name[..80];
}
