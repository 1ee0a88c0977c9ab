using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>How one kind of entity is called in the paths, fields and sentences of the annotation endpoints.</summary>
/// <param name="Target">The kind of entity.</param>
/// <param name="Singular">As in <c>session_annotations</c> and <c>session_id</c>.</param>
/// <param name="Title">As a sentence begins with it.</param>
internal sealed record AnnotationNoun(AnnotationTarget Target, string Singular, string Title)
{
    public static readonly AnnotationNoun Span = new(AnnotationTarget.Span, "span", "Span");
    public static readonly AnnotationNoun Trace = new(AnnotationTarget.Trace, "trace", "Trace");
    public static readonly AnnotationNoun Session = new(AnnotationTarget.Session, "session", "Session");

    /// <summary>Documents are annotated by the span that retrieved them; they have no list and no notes of their own.</summary>
    public static readonly AnnotationNoun Document = new(AnnotationTarget.Document, "span", "Span");

    /// <summary>The name under which notes are stored.</summary>
    public const string NoteName = "note";

    public string IdField => Singular + "_id";

    public string IdsParameter => Singular + "_ids";

    /// <summary>The id as the store knows it: span and trace ids are hexadecimal and kept in lower case.</summary>
    public string Normalize(string id) => Target == AnnotationTarget.Session ? id : id.ToLowerInvariant();

    public string GlobalIdOf(long row) => GlobalId.Of(GlobalId.AnnotationType(Target), row);
}
