namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>What an annotation is attached to; the numbers are stored.</summary>
internal enum AnnotationTarget
{
    Span = 1,
    Trace = 2,
    Session = 3,

    /// <summary>A document that a span retrieved, by its position.</summary>
    Document = 4,
}
