namespace SupportDashboard.Review;

/// <summary>
/// The person who reviews. Without sign-in there is one, named <c>local</c>. Her annotations carry an identifier of their own, so that they
/// never overwrite a judge's: Phoenix's key is (name, session, identifier), and the annotator kind is not part of it.
/// </summary>
internal static class Reviewer
{
    /// <summary>The name without sign-in.</summary>
    public const string Local = "local";

    private const string Prefix = "support-dashboard:";

    /// <summary>The identifier of her verdicts and thumbs.</summary>
    public const string Identifier = Prefix + Local;

    /// <summary>An identifier for one note: a session can hold many, and sending one twice must leave one.</summary>
    public static string NewNote() => $"{Identifier}:{Guid.NewGuid():N}";

    /// <summary>The name in an identifier that a person of this dashboard wrote; null for every other one.</summary>
    public static string? NameIn(string identifier)
    {
        if (!identifier.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var name = identifier[Prefix.Length..];
        var end = name.LastIndexOf(':');
        return end > 0 ? name[..end] : name;
    }
}
