using System.Security.Cryptography;
using System.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Writes turns in the format of the Phoenix tutorial (contract.md F.6): <c>Turn n:</c>, <c>User: …</c>, <c>Agent: …</c>, a blank line
/// between turns. Further lines of a message are indented by two spaces, so that no message can pretend to be a turn or the other speaker, and
/// what nobody can see in a message is taken out of it (<see cref="InvisibleText"/>).
/// </summary>
internal static class TranscriptText
{
    private const string NoMessage = "(no message)";
    private const string NoAnswer = "(no answer)";

    /// <summary>All turns.</summary>
    public static string Of(IReadOnlyList<TranscriptTurn> turns) => string.Join("\n\n", turns.Select(static turn => Of(turn, turn.UserText, turn.AgentText)));

    /// <summary>All turns with the work behind their answers, each argument, result and document cut to a length.</summary>
    public static string WithWork(IReadOnlyList<TranscriptTurn> turns, int longest) =>
        string.Join("\n\n", turns.Select(turn => Of(turn, turn.UserText, turn.AgentText, WorkText.Of(turn, longest))));

    /// <summary>One turn, with its messages as given (they may be shortened).</summary>
    public static string Of(TranscriptTurn turn, string? user, string? agent, string work = "") =>
        $"Turn {turn.Number}:\nUser: {Message(user, NoMessage)}\n{work}Agent: {Message(agent, NoAnswer)}";

    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Message(string? text, string missing) =>
        string.IsNullOrWhiteSpace(text) ? missing : InvisibleText.Remove(text).Trim() is not { Length: > 0 } seen ? missing : seen.ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal);
}
