namespace SupportDashboard.Sessions.Syncing;

/// <summary>How the index follows Phoenix. Section <c>Sessions</c>.</summary>
public sealed class SyncOptions
{
    public const string SectionName = "Sessions";

    /// <summary>Between two looks while somebody watches.</summary>
    public TimeSpan WatchedInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks otherwise, and the longest pause after failures.</summary>
    public TimeSpan IdleInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The least time between two looks, however often something says "look again".</summary>
    public TimeSpan LeastInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Spans per page while following, 1 to 1000.</summary>
    public int FollowPage { get; set; } = 100;

    /// <summary>Spans per page while importing, 1 to 1000.</summary>
    public int ImportPage { get; set; } = 1000;

    /// <summary>How long one look imports before it follows the newest spans again; zero for one page.</summary>
    public TimeSpan ImportSlice { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Rows below the head that are read again on every look, because a span can become visible after one that was inserted later.</summary>
    public int Overlap { get; set; } = 60;

    /// <summary>Spans that started earlier than this are not imported.</summary>
    public TimeSpan ImportWindow { get; set; } = TimeSpan.FromDays(400);

    /// <summary>
    /// How old the annotations of sessions on screen may get; less than the time between two looks, which would otherwise come a moment
    /// too early every other time.
    /// </summary>
    public TimeSpan ScreenAge { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the feedback on sessions on screen is read again, and their spans are compared with Phoenix.</summary>
    public TimeSpan ScreenComparison { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Annotations of sessions active within this time are read again and again soon.</summary>
    public TimeSpan AnnotationWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How old those annotations may get while somebody watches; four times that otherwise.</summary>
    public TimeSpan AnnotationAge { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How old the annotations of all other sessions may get, as far as the batches below allow.</summary>
    public TimeSpan OldAnnotationAge { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Sessions whose annotations are read in one look.</summary>
    public int AnnotationBatch { get; set; } = 100;

    /// <summary>Traces that one step of the comparison with Phoenix covers.</summary>
    public int ReconcileTraces { get; set; } = 200;

    /// <summary>The share of the time that the comparison may keep Phoenix busy, above 0 and at most 1.</summary>
    public double ReconcileShare { get; set; } = 0.05;

    /// <summary>The least time between two steps of the comparison.</summary>
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Between the end of a comparison of the whole project and the next one.</summary>
    public TimeSpan ReconcileRest { get; set; } = TimeSpan.FromSeconds(30);
}
