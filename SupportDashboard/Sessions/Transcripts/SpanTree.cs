using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Transcripts;

/// <summary>Puts the spans of a trace into reading order: parents before children, siblings by start. Any parent ids are survived.</summary>
internal static class SpanTree
{
    /// <summary>Every span once, with its depth and the parent it stands under; a span whose parent is missing, itself or its own descendant is a root.</summary>
    public static IReadOnlyList<(PhoenixSpan Span, string? ParentId, int Depth)> Order(IEnumerable<PhoenixSpan> spans)
    {
        var all = spans
            .OrderBy(static span => span.StartTime).ThenBy(static span => span.Row()).ThenBy(static span => span.Context.SpanId, StringComparer.Ordinal)
            .DistinctBy(static span => span.Context.SpanId)
            .ToList();
        var ids = all.Select(static span => span.Context.SpanId).ToHashSet(StringComparer.Ordinal);
        var children = all
            .Where(span => HasParent(span, ids))
            .ToLookup(static span => span.ParentId!, StringComparer.Ordinal);
        var ordered = new List<(PhoenixSpan, string?, int)>(all.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);

        // What no root leads to hangs in a circle: the earliest of it then counts as a root.
        foreach (var root in all.Where(span => !HasParent(span, ids)).Concat(all))
        {
            Walk(root, children, seen, ordered);
        }

        return ordered;
    }

    private static bool HasParent(PhoenixSpan span, HashSet<string> ids) =>
        !string.IsNullOrEmpty(span.ParentId) && span.ParentId != span.Context.SpanId && ids.Contains(span.ParentId);

    private static void Walk(
        PhoenixSpan root, ILookup<string, PhoenixSpan> children, HashSet<string> seen, List<(PhoenixSpan Span, string? ParentId, int Depth)> ordered)
    {
        var stack = new Stack<(PhoenixSpan Span, string? ParentId, int Depth)>([(root, null, 0)]);
        while (stack.TryPop(out var next))
        {
            if (!seen.Add(next.Span.Context.SpanId))
            {
                continue;
            }

            ordered.Add(next);
            foreach (var child in children[next.Span.Context.SpanId].Reverse())
            {
                stack.Push((child, next.Span.Context.SpanId, next.Depth + 1));
            }
        }
    }
}
