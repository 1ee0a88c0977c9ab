using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>What this server keeps of a span beyond Phoenix; clients of Phoenix do not know the field and pass over it.</summary>
/// <param name="Resource">The attributes of the resource, nested as they were sent.</param>
/// <param name="Scope">The instrumentation scope.</param>
/// <param name="Links">A list of links: <c>trace_id</c>, <c>span_id</c>, <c>trace_state</c>, <c>attributes</c>.</param>
internal sealed record OriginItem(RawJson Resource, ScopeItem Scope, RawJson Links)
{
    private static readonly byte[] NoResource = "{}"u8.ToArray();
    private static readonly byte[] NoLinks = "[]"u8.ToArray();

    /// <summary><see langword="null"/> when there is nothing of it.</summary>
    public static OriginItem? From(StoredSpan span) => span is { Origin: null, Links: null }
        ? null
        : new(
            new(span.Origin?.Resource ?? NoResource),
            new(span.Origin?.ScopeName ?? "", span.Origin?.ScopeVersion ?? ""),
            new(span.Links ?? NoLinks));
}
