using SupportDashboard.Agent;

namespace SupportDashboard.Tests.Agent;

public sealed class OrderIdsTests
{
    [Theory]
    [InlineData("Check ORD-67890 please", "ORD-67890")]
    [InlineData("ord 12345", "ORD-12345")]
    [InlineData("ord12345", "ORD-12345")]
    [InlineData("ORD–11111 and then Ord-2", "ORD-2")]
    [InlineData("my last word 12345", null)]
    [InlineData("ORD-", null)]
    [InlineData("It looks like ORD-XXXXX", null)]
    [InlineData("ORD-12345678901234567890", null)]
    public void Ids_are_found_however_they_are_written(string text, string? id) => Assert.Equal(id, OrderIds.FindLast(text));
}
