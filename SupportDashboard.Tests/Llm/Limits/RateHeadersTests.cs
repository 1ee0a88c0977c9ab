using SupportDashboard.Llm.Limits;

namespace SupportDashboard.Tests.Llm.Limits;

public sealed class RateHeadersTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("retry-after", "2", 2000)]
    [InlineData("retry-after", "0.5", 500)]
    [InlineData("retry-after", "Sun, 22 Nov 2026 12:00:07 GMT", 7000)]
    [InlineData("retry-after", "Sun, 22 Nov 2026 11:59:00 GMT", 0)]
    [InlineData("retry-after", "-3", 0)]
    [InlineData("retry-after-ms", "120", 120)]
    public void The_pause_is_read_in_every_form(string name, string value, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Read((name, value)).RetryAfter);

    [Fact]
    public void Milliseconds_are_believed_before_seconds() =>
        Assert.Equal(TimeSpan.FromMilliseconds(120), Read(("retry-after", "1"), ("retry-after-ms", "120")).RetryAfter);

    [Theory]
    [InlineData("1s", 1000)]
    [InlineData("6m0s", 360_000)]
    [InlineData("20ms", 20)]
    [InlineData("1h2m3.5s", 3_723_500)]
    [InlineData("7.66", 7660)]
    [InlineData("2026-11-22T12:00:05Z", 5000)]
    public void A_limit_is_read_with_the_time_of_its_reset(string reset, int milliseconds)
    {
        var headers = Read(("x-ratelimit-remaining-requests", "3"), ("x-ratelimit-limit-requests", "60"), ("x-ratelimit-reset-requests", reset), ("x-ratelimit-remaining-tokens", "5"));

        Assert.Equal(new RateWindow(3, 60, TimeSpan.FromMilliseconds(milliseconds)), headers.Requests);
        Assert.Null(headers.Tokens);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1e309")]
    [InlineData("s")]
    [InlineData("1x")]
    public void What_cannot_be_read_was_not_said(string value)
    {
        var headers = Read(("retry-after", value), ("retry-after-ms", value), ("x-ratelimit-remaining-requests", "1"), ("x-ratelimit-reset-requests", value));

        Assert.Equal(RateHeaders.None, headers);
    }

    [Fact]
    public void A_pause_without_end_is_bounded() => Assert.Equal(TimeSpan.FromDays(2), Read(("retry-after", "99999999999")).RetryAfter);

    private static RateHeaders Read(params (string Name, string Value)[] headers) =>
        RateHeaders.Read(name => headers.FirstOrDefault(header => header.Name == name).Value, Now);
}
