namespace SupportDashboard.Hosting;

/// <summary>The data folder cannot be used; the message is a sentence for the person who started the application.</summary>
public sealed class DataFolderException(string message, Exception inner) : Exception(message, inner);
