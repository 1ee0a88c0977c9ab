namespace SupportDashboard.Agent;

/// <summary>Reads a conversation back from where its spans are kept; null when it is not known there.</summary>
/// <exception cref="ConversationUnavailableException">Its keeper could not be asked.</exception>
public delegate Task<Conversation?> ConversationHistory(string sessionId, CancellationToken cancellationToken);
