namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>The trace store cannot be opened; the message is a sentence for the person who started the application.</summary>
public sealed class TraceStoreException(string message) : Exception(message);
