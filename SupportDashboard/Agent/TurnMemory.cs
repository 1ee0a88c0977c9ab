namespace SupportDashboard.Agent;

/// <summary>Chooses what a model call sees of the conversation so far.</summary>
internal static class TurnMemory
{
    /// <summary>
    /// The newest messages that fit, oldest first. Turns that failed are left out: their question was asked again or given up, and an
    /// unanswered question would be answered along with the next one.
    /// </summary>
    public static IReadOnlyList<ConversationMessage> Recall(IReadOnlyList<ConversationMessage> messages, int maxCharacters)
    {
        var recalled = new List<ConversationMessage>();
        var left = maxCharacters;
        for (var index = messages.Count - 1; index >= 0; index--)
        {
            var said = messages[index];
            if (said.Outcome == TurnOutcome.Failed || said.Text.Length == 0)
            {
                continue;
            }

            left -= said.Text.Length;
            if (left < 0)
            {
                break;
            }

            recalled.Add(said);
        }

        recalled.Reverse();
        return recalled;
    }
}
