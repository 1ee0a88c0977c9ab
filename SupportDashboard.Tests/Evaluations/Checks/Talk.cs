using SupportDashboard.Evaluations.Checks;

namespace SupportDashboard.Tests.Evaluations.Checks;

/// <summary>Makes small conversations with tool calls.</summary>
internal static class Talk
{
    public static IReadOnlyList<CheckedTurn> Of(params CheckedTurn[] turns) => [.. turns.Select(static (turn, index) => turn with { Number = index + 1 })];

    public static CheckedTurn Turn(string customer, string agent, params CheckedCall[] calls) => new(0, customer, agent, calls);

    public static CheckedCall Call(string name, string arguments = "{}", string result = """{"ok":true}""", bool failed = false) => new(name, arguments, result, failed);
}
