using OpenAI.Chat;

namespace SupportDashboard.Evaluations;

/// <summary>What a judge's call asks of the model besides its messages.</summary>
internal static class JudgeRequest
{
    /// <summary>The strict schema; and the parameters that the evaluator sets, no others: some models refuse them.</summary>
    public static ChatCompletionOptions For(Evaluator evaluator) => new()
    {
        ResponseFormat = JudgeSchema.For(evaluator),
        Temperature = evaluator.Temperature,
        TopP = evaluator.TopP,
        MaxOutputTokenCount = evaluator.MaxOutputTokens,
    };
}
