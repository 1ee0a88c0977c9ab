namespace SupportDashboard.Phoenix;

/// <summary>The Phoenix configuration cannot be used; the message is a sentence for the person who started the application.</summary>
public sealed class PhoenixOptionsException(string message) : Exception(message);
