using SupportDashboard.Evaluations.Checks;
using static SupportDashboard.Tests.Evaluations.Checks.Talk;

namespace SupportDashboard.Tests.Evaluations.Checks;

public sealed class ToolResultTests
{
    [Theory]
    [InlineData("""{"orderId":"ORD-12345","status":"shipped"}""")]
    [InlineData("""{"error":null,"value":1}""")]
    [InlineData("""{"errors":[],"success":true}""")]
    [InlineData("""{"title":"What to do about error 404","body":"Page not found means …"}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("sunny, 21 degrees")]
    public void What_says_nothing_against_the_call_is_success(string result) => Assert.True(Call("lookup", result: result).Succeeded);

    [Theory]
    [InlineData("""{"error":"Order ORD-99999 not found in our system"}""")]
    [InlineData("""{"success":false}""")]
    [InlineData("""{"status":"failed"}""")]
    [InlineData("""{"status_code":404}""")]
    [InlineData("Error: user not found")]
    [InlineData("Order not found")]
    [InlineData("\"Error: no such reservation\"")]
    public void What_says_that_it_failed_is_an_error(string result) => Assert.False(Call("lookup", result: result).Succeeded);

    [Fact]
    public void A_failed_span_is_an_error_whatever_it_returned() => Assert.False(Call("lookup", result: """{"ok":true}""", failed: true).Succeeded);

    [Fact]
    public void The_session_sums_up_its_calls_and_each_span_has_its_own_result()
    {
        var turns = Of(Turn("Where is it?", "Not found, sorry.", new CheckedCall("lookup", "{}", "{}", false, "a1"), new CheckedCall("lookup", "{}", """{"error":"not found"}""", false, "a2")));

        var finding = ToolResultCheck.Check(turns);

        Assert.Equal(ToolResultCheck.Error, finding.Label);
        Assert.Equal([("a1", "success"), ("a2", "error")], finding.Spans.Select(static span => (span.SpanId, span.Label)));
        Assert.Contains("In turn 1 lookup failed.", finding.Explanation, StringComparison.Ordinal);
        Assert.Equal("unknown", ToolResultCheck.Check(Of(Turn("Hi", "Hello!"))).Label);
        Assert.Equal(ToolResultCheck.Success, ToolResultCheck.Check(Of(turns[0] with { Calls = [turns[0].Calls[0]] })).Label);
    }
}
