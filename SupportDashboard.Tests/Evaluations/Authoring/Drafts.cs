using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;

namespace SupportDashboard.Tests.Evaluations.Authoring;

/// <summary>Evaluators as people write them.</summary>
internal static class Drafts
{
    /// <summary>A whole-conversation evaluator with nothing wrong in it.</summary>
    public static EvaluatorDraft Tone() => new()
    {
        Name = "tone",
        Title = "Tone",
        Question = "Was the agent warm?",
        Prompt = "You judge one thing: the tone of {{transcript}}.",
        Choices =
        [
            new() { Label = "warm", Title = "Warm", Score = "1", Description = "The agent was warm.", IsGood = true },
            new() { Label = "cold", Score = "0", Description = "The agent was cold.", IsGood = false },
        ],
    };

    /// <summary>The same as an evaluator.</summary>
    public static Evaluator Built(Action<EvaluatorDraft>? change = null)
    {
        var draft = Tone();
        change?.Invoke(draft);
        var evaluator = EvaluatorRules.Build(draft, out var problems);
        Assert.Empty(problems);
        return evaluator!;
    }
}
