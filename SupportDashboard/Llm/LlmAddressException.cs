namespace SupportDashboard.Llm;

/// <summary>The model server's address cannot be one; the message is a sentence for the person who started the application.</summary>
public sealed class LlmAddressException(string message) : Exception(message);
