using SupportDashboard.Evaluations;

namespace SupportDashboard.Tests.Evaluations;

public sealed class TranscriptCutTests
{
    [Fact]
    public void A_transcript_that_fits_is_left_alone()
    {
        var turns = Turns.Of(("Hi", "Hello!"));

        Assert.Equal((TranscriptText.Of(turns), null), TranscriptCut.Fit(turns, 2000));
    }

    [Fact]
    public void Middle_turns_are_shortened_before_anything_is_left_out()
    {
        var turns = Conversation(count: 20, length: 1000);

        var (text, cut) = TranscriptCut.Fit(turns, 28_000);

        Assert.InRange(text.Length, 10_000, 28_000);
        Assert.Equal("Messages of the middle turns are shortened to 500 characters.", cut);
        Assert.All(turns, turn => Assert.Contains($"Turn {turn.Number}:\n", text, StringComparison.Ordinal));
        Assert.All(turns.Take(2).Concat(turns.TakeLast(4)), turn => Assert.Contains(turn.AgentText!, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Turns_are_left_out_from_the_middle_when_shortening_is_not_enough()
    {
        var (text, cut) = TranscriptCut.Fit(Conversation(count: 1000, length: 300), 50_000);

        Assert.InRange(text.Length, 40_000, 50_000);
        Assert.Contains("turns in the middle are left out.", cut, StringComparison.Ordinal);
        Assert.Contains("turns are left out here)", text, StringComparison.Ordinal);
        Assert.All(new[] { 1, 2, 997, 998, 999, 1000 }, number => Assert.Contains($"Turn {number}:\n", text, StringComparison.Ordinal));
        Assert.DoesNotContain("Turn 500:\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(3, 200_000)]
    [InlineData(6, 100_000)]
    [InlineData(50, 100_000)]
    [InlineData(5000, 1_000)]
    public void It_always_fits(int count, int length)
    {
        var (text, cut) = TranscriptCut.Fit(Conversation(count, length), 10_000);

        Assert.InRange(text.Length, 1_000, 10_000);
        Assert.NotNull(cut);
        Assert.Contains("Turn 1:\n", text, StringComparison.Ordinal);
        Assert.Contains($"Turn {count}:\n", text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<SupportDashboard.Sessions.TranscriptTurn> Conversation(int count, int length) =>
        Turns.Of([.. Enumerable.Range(1, count).Select(number => ((string?)Words("u", number, length), (string?)Words("a", number, length)))]);

    private static string Words(string speaker, int number, int length) => $"{speaker}{number}-".PadRight(length, 'x');
}
