namespace SupportDashboard.Agent;

/// <summary>What a customer's message must look like; the composer and the agent both check it.</summary>
public static class MessageRules
{
    /// <summary>The longest message, in UTF-16 code units as the browser's <c>maxlength</c> counts them.</summary>
    public const int MaxLength = 8000;

    /// <summary>A sentence that says what is wrong, or null when the message can be sent.</summary>
    public static string? Check(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "Write a message first.";
        }

        return text.Length > MaxLength
            ? $"The message has {text.Length:N0} characters; at most {MaxLength:N0} can be sent."
            : null;
    }
}
