using Microsoft.Extensions.Configuration;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Phoenix;

public sealed class PhoenixOptionsTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("", "  ", null)]
    [InlineData("http://a:1", "http://b:2", "http://a:1/")]
    [InlineData(null, "http://b:2/v1/traces", "http://b:2/")]
    [InlineData(null, "https://b/s/team/v1/traces/", "https://b/s/team")]
    [InlineData("http://a:1/", null, "http://a:1/")]
    public void The_endpoint_is_found_in_the_known_variables(string? endpoint, string? collector, string? expected)
    {
        var options = Read(("PHOENIX_ENDPOINT", endpoint), ("PHOENIX_COLLECTOR_ENDPOINT", collector));

        Assert.Equal(expected, options.Endpoint?.AbsoluteUri);
    }

    [Theory]
    [InlineData("localhost:6006")]
    [InlineData("ftp://host")]
    [InlineData("http://user:pass@host")]
    [InlineData("http://host/?a=b")]
    [InlineData("nonsense")]
    public void An_endpoint_that_is_no_address_is_refused_with_the_name_of_its_variable(string endpoint)
    {
        var refused = Assert.Throws<PhoenixOptionsException>(() => Read(("PHOENIX_ENDPOINT", endpoint)));

        Assert.Contains("PHOENIX_ENDPOINT", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_and_project_are_read_and_the_project_has_a_default()
    {
        Assert.Equal(("k", "mine"), (Read(("PHOENIX_API_KEY", " k "), ("PHOENIX_PROJECT_NAME", "mine")).ApiKey, Read(("PHOENIX_PROJECT_NAME", "mine")).Project));
        Assert.Equal((null, "support-bot"), (Read().ApiKey, Read().Project));
    }

    private static PhoenixOptions Read(params (string Key, string? Value)[] settings) => PhoenixOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, setting.Value))).Build());
}
