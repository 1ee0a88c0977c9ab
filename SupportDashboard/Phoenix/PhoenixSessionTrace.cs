namespace SupportDashboard.Phoenix;

/// <summary>A trace inside a session.</summary>
/// <param name="Id">GlobalID.</param>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="StartTime">The start of its first span.</param>
/// <param name="EndTime">The end of its last span.</param>
public sealed record PhoenixSessionTrace(string Id, string TraceId, DateTimeOffset StartTime, DateTimeOffset EndTime);
