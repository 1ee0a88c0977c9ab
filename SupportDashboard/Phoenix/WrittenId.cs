namespace SupportDashboard.Phoenix;

/// <summary>The GlobalID of something that Phoenix stored.</summary>
public sealed record WrittenId(string Id);
