using SupportDashboard.Sessions.Columns;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Which part of a word is looked for.</summary>
public sealed class TrigramSampleTests
{
    private static readonly TrigramSample Sample = Of(Enumerable.Range(0, 300).Select(static number => $"my order ORD-{number * 7919 % 1000:000}{number * 104_729 % 1000:000} of x{number}@example.com is late 👍🏽"));

    [Theory]
    [InlineData("ORD-123456", "-123456")]
    [InlineData("4821@exam", "4821@")]
    [InlineData("ord-999000", "-999000")]
    [InlineData("reordering", "ering")]
    [InlineData("👍🏽👍🏽!order", "👍🏽👍🏽!or")]
    public void Common_letters_at_its_ends_are_left_out(string word, string part) => Assert.Equal(part, Sample.RarePart(word));

    [Theory]
    [InlineData("refund")]
    [InlineData("order")]
    [InlineData("@example.com")]
    public void A_word_that_is_rare_or_common_throughout_is_looked_for_as_it_is(string word) => Assert.Null(Sample.RarePart(word));

    [Theory]
    [InlineData("order", true)]
    [InlineData("ORDER", true)]
    [InlineData("orders", false)]
    public void What_everybody_says_is_common(string word, bool common) => Assert.Equal(common, Sample.IsCommon(word));

    private static TrigramSample Of(IEnumerable<string> texts)
    {
        var sample = new TrigramSample();
        foreach (var text in texts)
        {
            sample.Add(text);
        }

        return sample;
    }
}
