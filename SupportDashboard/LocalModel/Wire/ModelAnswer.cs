namespace SupportDashboard.LocalModel;

/// <summary>What the rules answer: text, or calls of functions, or a refusal.</summary>
internal sealed record ModelAnswer(string? Text, string? Refusal, IReadOnlyList<FunctionCall> Calls)
{
    public string FinishReason => Calls.Count > 0 ? "tool_calls" : "stop";

    public static ModelAnswer Say(string text) => new(text, null, []);

    public static ModelAnswer Refuse(string sentence) => new(null, sentence, []);

    public static ModelAnswer Call(IReadOnlyList<FunctionCall> calls) => new(null, null, calls);
}
