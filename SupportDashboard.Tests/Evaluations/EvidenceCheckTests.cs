using CsCheck;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Evaluations;

public sealed class EvidenceCheckTests
{
    private static readonly IReadOnlyList<TranscriptTurn> Conversation = Turns.Of(
        ("Where is\n  ORD-12345?", "It is shipped,\tarriving Friday."), ("🎉 Thanks", null), ("مرحبا", "Hello again."));

    [Theory]
    [InlineData(1, "Where is ORD-12345?", 1, true)]
    [InlineData(1, "shipped,   arriving", 1, true)]
    [InlineData(1, "Agent: It is shipped", 1, true)]
    [InlineData(3, "arriving Friday", 1, true)]
    [InlineData(99, "🎉 Thanks", 2, true)]
    [InlineData(3, "مرحبا", 3, true)]
    [InlineData(1, "it is SHIPPED", 1, false)]
    [InlineData(2, "It will never come.", 2, false)]
    public void A_quote_is_found_by_its_words_and_its_turn_corrected(int turn, string quote, int expectedTurn, bool found)
    {
        var evidence = Assert.Single(EvidenceCheck.Check([new(turn, quote)], Conversation));

        Assert.Equal((expectedTurn, found), (evidence.Turn, evidence.Found));
    }

    [Fact]
    public void The_turn_that_was_named_wins_over_an_earlier_one_with_the_same_words()
    {
        var turns = Turns.Of(("Yes", "Fine."), ("Yes", "Done."));

        Assert.Equal(new Evidence(2, "Yes", true), Assert.Single(EvidenceCheck.Check([new(2, "Yes")], turns)));
    }

    [Fact]
    public void Equal_quotes_count_once() => Assert.Single(EvidenceCheck.Check([new(1, "ORD-12345"), new(3, " ORD-12345 ")], Conversation));

    [Fact]
    public void Every_part_of_a_message_is_found_in_it() => Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 60], Gen.Int[0, 59], Gen.Int[1, 60]).Sample((message, start, length) =>
    {
        var from = start % message.Length;
        var quote = message.Substring(from, Math.Min(length, message.Length - from));
        return Assert.Single(EvidenceCheck.Check([new(1, quote)], Turns.Of((message, "ok")))).Found;
    });
}
