namespace SupportDashboard.Sessions;

/// <summary>The kinds of facts that a session may have several values of, by which it can be filtered and counted.</summary>
public static class SessionValueKinds
{
    /// <summary>Names of tools that were called.</summary>
    public const string Tool = "tool";

    /// <summary>Names of tools of which a call failed.</summary>
    public const string FailedTool = "failed_tool";

    /// <summary>Names of models that answered.</summary>
    public const string Model = "model";

    /// <summary>What failed: the exception's type, else the name of the innermost failed span.</summary>
    public const string Error = "error";

    /// <summary>The category of the first turn that was classified; one at most.</summary>
    public const string Category = "category";

    /// <summary>The language that the customer writes (ISO 639-1); one at most, none where the messages do not tell.</summary>
    public const string Language = "language";

    /// <summary>What customers thought: <see cref="FeedbackUp"/>, <see cref="FeedbackDown"/> (both may be), else <see cref="FeedbackNone"/>.</summary>
    public const string Feedback = "feedback";

    /// <summary>How many turns it has, one of <see cref="TurnBuckets"/>.</summary>
    public const string Turns = "turns";

    public const string FeedbackUp = "up";
    public const string FeedbackDown = "down";
    public const string FeedbackNone = "none";

    /// <summary>The values of <see cref="Turns"/>, in order.</summary>
    public static IReadOnlyList<string> TurnBuckets { get; } = ["1", "2-3", "4-6", "7-10", "11-20", "21+"];

    /// <summary>Every kind, in the order in which a page shows them.</summary>
    public static IReadOnlyList<string> All { get; } = [Category, Tool, FailedTool, Error, Model, Language, Feedback, Turns];

    /// <summary>The bucket of a number of turns.</summary>
    public static string TurnBucket(long turns) => turns switch
    {
        <= 1 => TurnBuckets[0],
        <= 3 => TurnBuckets[1],
        <= 6 => TurnBuckets[2],
        <= 10 => TurnBuckets[3],
        <= 20 => TurnBuckets[4],
        _ => TurnBuckets[5],
    };
}
