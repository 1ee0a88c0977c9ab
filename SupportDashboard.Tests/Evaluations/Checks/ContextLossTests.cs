using SupportDashboard.Evaluations.Checks;
using static SupportDashboard.Tests.Evaluations.Checks.Talk;

namespace SupportDashboard.Tests.Evaluations.Checks;

public sealed class ContextLossTests
{
    [Theory]
    [InlineData("Where is ORD-12345?", "Could you please provide your order number?", "order number")]
    [InlineData("My user ID is mia_li_3668.", "To continue, I'll need your user ID.", "user ID")]
    [InlineData("It's mia@example.com.", "What is your e-mail address?", "e-mail address")]
    [InlineData("Cancel reservation NO6JO3", "May I have your reservation ID?", "reservation number")]
    [InlineData("My name is Mia Li.", "Could you tell me your full name?", "name")]
    [InlineData("My zip code is 78750.", "Please share your zip code.", "zip code")]
    [InlineData("You can call me at +1 512 555 0100.", "Could you give me your phone number?", "phone number")]
    [InlineData("I was born on April 5, 1990.", "What is your date of birth?", "date of birth")]
    [InlineData("I live at 975 Sunset Drive.", "I need your address.", "address")]
    [InlineData("My user ID is mia_li_3668.", "I need the following:\n\n1. **User ID**\n2. The reason for your request", "user ID")]
    public void Asking_for_what_was_given_is_flagged_with_both_sentences(string given, string asked, string fact)
    {
        var turns = Of(Turn(given, "One moment, please."), Turn("And now?", asked));

        var finding = ContextLoss.Check(turns);

        Assert.Equal(ContextLoss.Lost, finding.Label);
        Assert.Contains($"In turn 2 the agent asked for the {fact}, which the customer had given in turn 1.", finding.Explanation, StringComparison.Ordinal);
        Assert.Equal([1, 2], finding.Evidence.Select(static quote => quote.Turn));
        Assert.All(finding.Evidence, quote => Assert.Contains(quote.Quote, turns[quote.Turn - 1].Customer + "\n" + turns[quote.Turn - 1].Agent, StringComparison.Ordinal));
        Assert.Equal(ContextLoss.Kept, ContextLoss.Check(Of(turns[0], Turn("And now?", "It is on its way."))).Label);
    }

    [Fact]
    public void The_answer_to_a_request_is_given_also_when_it_is_nothing_but_a_value()
    {
        var turns = Of(Turn("Hi", "Could you tell me your zip code and your full name?"), Turn("Mia Li, 78750", "Thanks! Please provide your zip code."));

        Assert.Equal(ContextLoss.Lost, ContextLoss.Check(turns).Label);
    }

    [Theory]
    [InlineData("Where is ORD-12345?", "I couldn't find that order. Could you check the order number?")]
    [InlineData("Where is ORD-99999?", "I could not find it. Please provide your order number.")]
    [InlineData("My user ID is mia_li_3668.", "Could you please confirm your user ID?")]
    [InlineData("Where is ORD-12345? I have another order, too.", "Please provide the order number.")]
    [InlineData("Where are ORD-12345 and ORD-67890?", "Please tell me the order number that I shall start with.")]
    [InlineData("My name is Mia Li.", "Please provide the full name of each passenger.")]
    [InlineData("It's mia@example.com.", "What is your new e-mail address?")]
    [InlineData("My flight is on May 20.", "Could you please provide your user ID?")]
    public void Asking_with_reason_is_no_loss(string given, string asked) =>
        Assert.Equal(ContextLoss.Kept, ContextLoss.Check(Of(Turn("Hi", "Hello!"), Turn(given, asked))).Label);

    [Fact]
    public void A_value_with_which_a_tool_failed_may_be_asked_for_again() => Assert.Equal(
        ContextLoss.Kept,
        ContextLoss.Check(Of(
            Turn("My user ID is mia_li_3668.", "One moment.", Call("get_user", """{"user_id":"mia_li_3668"}""", "Error: user not found")),
            Turn("And?", "Please provide your user ID."))).Label);
}
