namespace SupportDashboard.Agent;

/// <summary>A conversation could not be read back; the message is a sentence fit for the screen.</summary>
public sealed class ConversationUnavailableException(string message, Exception inner) : Exception(message, inner);
