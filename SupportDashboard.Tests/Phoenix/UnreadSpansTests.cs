using System.Text;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tests.Phoenix;

/// <summary>Where the next page starts is told before a page is read.</summary>
public sealed class UnreadSpansTests
{
    [Theory]
    [InlineData("""{"data":[],"next_cursor":"U3Bhbjox"}""", "U3Bhbjox")]
    [InlineData("{ \"data\": [], \"next_cursor\" : \"U3Bhbjox\" \n}\n", "U3Bhbjox")]
    [InlineData("""{"data":[],"next_cursor":null}""", null)]
    [InlineData("""{"next_cursor":"U3Bhbjox","data":[]}""", null)]
    [InlineData("""{"data":[],"next_cursor":"a\u0041"}""", null)]
    [InlineData("""{"data":[],"next_cursor":""}""", null)]
    [InlineData("""{"data":[{"next_cursor":"x"}]}""", null)]
    [InlineData("<html>", null)]
    [InlineData("", null)]
    public void The_cursor_at_the_end_is_found_and_nothing_is_guessed(string body, string? cursor) =>
        Assert.Equal(cursor, new UnreadSpans(Encoding.UTF8.GetBytes(body)).NextCursor);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"data":[{"name":"\ud83d"}]}""")]
    [InlineData("""{"data":[7],"next_cursor":"x"}""")]
    public void What_is_no_page_is_said_when_it_is_read(string body) =>
        Assert.Equal(PhoenixFailure.Malformed, Assert.Throws<PhoenixException>(() => new UnreadSpans(Encoding.UTF8.GetBytes(body)).Read()).Kind);
}
