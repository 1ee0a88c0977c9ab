namespace SupportDashboard.Agent;

/// <summary>Who wrote a message.</summary>
public enum ConversationRole
{
    /// <summary>The customer.</summary>
    Customer,

    /// <summary>The agent.</summary>
    Agent,
}
