namespace SupportDashboard.LocalPhoenix;

/// <summary>The keys of the embedded Phoenix are set in a way that cannot be meant; the message is a sentence without the keys.</summary>
public sealed class ApiKeyException(string message) : Exception(message);
