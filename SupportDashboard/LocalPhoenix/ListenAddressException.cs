namespace SupportDashboard.LocalPhoenix;

/// <summary>The embedded Phoenix cannot or may not listen where it was told to; the message is a sentence for the person who started the application.</summary>
public sealed class ListenAddressException(string message) : Exception(message);
