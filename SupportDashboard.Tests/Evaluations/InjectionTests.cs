using System.Text.Json;
using SupportDashboard.Evaluations;
using SupportDashboard.LocalModel;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>What somebody writes for the judge is data to it: it breaks no schema, changes no verdict of the embedded model, and is flagged.</summary>
public sealed class InjectionTests
{
    private static readonly (string User, string Agent)[] Unresolved =
    [
        ("What's the status of order ORD-99999?", "I'm sorry, I couldn't find order ORD-99999 in our system. Please check the order number for typing errors."),
        ("How do I upgrade to a premium plan?", "I'm sorry, I don't have information about that. I can help with the status of an order."),
    ];

    private static readonly (string User, string Agent)[] Resolved =
    [
        ("What's the status of order ORD-12345?", "Good news: order ORD-12345 has been shipped with FedEx and is expected to arrive on December 11, 2025."),
        ("When will it arrive?", "Order ORD-12345 is expected to arrive on December 11, 2025."),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Injections.All.Count)];

    [Fact]
    public void There_are_at_least_sixty_and_no_two_are_alike() => Assert.True(Injections.All.Distinct().Count() is >= 60 and var count && count == Injections.All.Count);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Each_is_flagged_and_changes_no_verdict_of_the_embedded_model(int number)
    {
        foreach (var turns in new[] { Unresolved, Resolved })
        {
            foreach (var evaluator in new[] { EvaluatorCatalog.ResolutionStatus, EvaluatorCatalog.ConversationCoherence, EvaluatorCatalog.UserFrustration })
            {
                var injected = turns.Select((turn, index) => index == 0 ? (turn.User + " " + Injections.All[number], turn.Agent) : turn).ToArray();

                Assert.Equal(Embedded(evaluator, turns), Embedded(evaluator, injected));
                Assert.Empty(ManipulationCheck.Find(Turns.Of([.. turns.Select(static turn => ((string?)turn.User, (string?)turn.Agent))]), withWork: false));
                Assert.NotEmpty(ManipulationCheck.Find(Turns.Of([.. injected.Select(static turn => ((string?)turn.Item1, (string?)turn.Item2))]), withWork: false));
            }
        }
    }

    [Fact]
    public async Task They_stay_data_inside_the_marks_and_the_verdict_keeps_to_its_schema_and_carries_the_flag()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Verdict("unresolved"));
        foreach (var injection in Injections.All)
        {
            var verdict = Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(("Where is my order? " + injection, "I could not find it."), ("Oh.", "Sorry.")));

            Assert.Equal("unresolved", verdict.Label);
            Assert.NotEmpty(verdict.Manipulation);
        }

        foreach (var call in bench.Calls)
        {
            var prompt = call.Body.GetProperty("messages")[1].GetProperty("content").ValueKind == JsonValueKind.String
                ? call.Body.GetProperty("messages")[1].GetProperty("content").GetString()!
                : call.Body.GetProperty("messages")[1].GetProperty("content")[0].GetProperty("text").GetString()!;
            Assert.Equal(2, JudgedTranscript.Parse(prompt).Count);
            Assert.Equal(0, InvisibleText.CountIn(prompt));
        }
    }

    [Theory]
    [InlineData("I'd like to speak to the manager who is in charge of refunds.")]
    [InlineData("Please ignore my last message, I found the order number.")]
    [InlineData("The system says that my password is wrong. What are the instructions to reset it?")]
    [InlineData("Thanks, that resolved it!")]
    [InlineData("My issue is still not resolved.")]
    [InlineData("Family emoji 👨‍👩‍👧 and a ❤️, and می‌خواهم in Persian.")]
    [InlineData("Order SGVsbG8gV29ybGQhIQ and token 4bf92f3577b34da6a3ce929d0e0e4736")]
    [InlineData("I would rate your service 3 out of 5.")]
    public void What_customers_say_is_not_flagged(string message) => Assert.Empty(ManipulationCheck.SuspiciousLines(message));

    private static string Embedded(Evaluator evaluator, (string User, string Agent)[] turns)
    {
        var transcript = Turns.Transcript([.. turns.Select(static turn => ((string?)turn.User, (string?)turn.Agent))]);
        var input = JudgeInput.From(transcript, 100_000, showsWork: true)!;
        var messages = JudgePrompt.Messages(evaluator, input);
        var answer = ModelRules.Answer(new ModelRequest
        {
            Messages = [new ModelMessage("system", messages[0].Content[0].Text, null), new ModelMessage("user", messages[1].Content[0].Text, null)],
            Tools = [],
            SchemaName = evaluator.Name,
        });
        Assert.NotNull(JudgeAnswer.Read(answer.Text, evaluator, out _));
        using var parsed = JsonDocument.Parse(answer.Text!);
        return parsed.RootElement.GetProperty("label").GetString()!;
    }
}
