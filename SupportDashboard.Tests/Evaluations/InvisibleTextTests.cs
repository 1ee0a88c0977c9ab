using SupportDashboard.Evaluations;

namespace SupportDashboard.Tests.Evaluations;

public sealed class InvisibleTextTests
{
    [Theory]
    [InlineData("a\u200Bb\u200Dc\uFEFFd", "abcd")]
    [InlineData("a\u202Eb\u2066c\u00ADd", "abcd")]
    [InlineData("a\U000E0049\U000E0067b", "ab")]
    [InlineData("a\u3164b\u115Fc\u2800d", "abcd")]
    [InlineData("a\u0007b\u0000c", "abc")]
    [InlineData("a\uFE0Fb", "ab")]
    public void What_nobody_sees_is_taken_out(string text, string seen) => Assert.Equal(seen, InvisibleText.Remove(text));

    [Theory]
    [InlineData("Two\nlines\twith a tab")]
    [InlineData("👨‍👩‍👧 ❤️ 1️⃣")]
    [InlineData("می‌خواهم")]
    [InlineData("naïve café — “quoted”")]
    public void What_people_see_or_their_script_needs_stays(string text) => Assert.Same(text, InvisibleText.Remove(text));

    [Fact]
    public void A_message_of_nothing_else_is_no_message() =>
        Assert.Equal("Turn 1:\nUser: (no message)\nAgent: Hello.", TranscriptText.Of(Turns.Of(("\u200B\u200B", "Hello."))));
}
