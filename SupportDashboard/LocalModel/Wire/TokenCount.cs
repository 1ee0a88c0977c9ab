namespace SupportDashboard.LocalModel;

/// <summary>Counts tokens by the usual estimate of four characters each, so that figures have the right size and are the same every time.</summary>
internal static class TokenCount
{
    private const int CharactersPerToken = 4;

    // What the chat format adds around each message.
    private const int PerMessage = 4;

    public static int Of(string? text) => text is null ? 0 : (text.Length + CharactersPerToken - 1) / CharactersPerToken;

    public static int Of(ModelRequest request) => request.Messages.Sum(static message => Of(message.Text) + PerMessage);

    public static int Of(ModelAnswer answer) => Of(answer.Text) + Of(answer.Refusal) + answer.Calls.Sum(static call => Of(call.Name) + Of(call.Arguments));
}
