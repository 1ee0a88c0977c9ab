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
    public int ImportPage { get; set; } = 500;

    /// <summary>Rows below the head that are read again on every look, because a span can become visible after one that was inserted later.</summary>
    public int Overlap { get; set; } = 60;

    /// <summary>Spans that started earlier than this are not imported.</summary>
    public TimeSpan ImportWindow { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Annotations of sessions active within this time are read again and again, those of older ones once and when they are opened.</summary>
    public TimeSpan AnnotationWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How old those annotations may get while somebody watches; four times that otherwise.</summary>
    public TimeSpan AnnotationAge { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Sessions whose annotations are read in one look.</summary>
    public int AnnotationBatch { get; set; } = 100;
}
