using SupportDashboard.Hosting;
using SupportDashboard.LocalPhoenix;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class ApiKeysTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_a_setting_no_key_is_asked_for(string? setting)
    {
        var keys = ApiKeys.Parse(setting);

        Assert.False(keys.IsRequired);
        Assert.Null(keys.Own);
        Assert.False(keys.Accept(""));
    }

    [Theory]
    [InlineData("new", true)]
    [InlineData("old", true)]
    [InlineData("", false)]
    [InlineData("ne", false)]
    [InlineData("new,old", false)]
    [InlineData("NEW", false)]
    public void Each_of_two_keys_is_accepted_and_nothing_else(string token, bool accepted) =>
        Assert.Equal(accepted, ApiKeys.Parse("new, old").Accept(token));

    [Fact]
    public void The_application_shows_the_first_key() => Assert.Equal("new", ApiKeys.Parse(" new ,old").Own);

    [Theory]
    [InlineData(",")]
    [InlineData("secret-a,")]
    [InlineData("secret-a,secret-b,secret-c")]
    [InlineData("secret a")]
    [InlineData("secret-ä")]
    public void A_setting_that_cannot_be_meant_ends_the_start_with_a_sentence_that_tells_no_key(string setting)
    {
        var failure = Assert.Throws<ApiKeyException>(() => ApiKeys.Parse(setting));

        Assert.Equal(failure.Message, StartFailure.Describe(failure));
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }
}
