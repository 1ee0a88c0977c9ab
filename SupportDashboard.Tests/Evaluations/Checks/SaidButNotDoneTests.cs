using SupportDashboard.Evaluations.Checks;
using static SupportDashboard.Tests.Evaluations.Checks.Talk;

namespace SupportDashboard.Tests.Evaluations.Checks;

public sealed class SaidButNotDoneTests
{
    private static readonly CheckedCall Cancel = Call("cancel_order", """{"order_id":"ORD-12345"}""", """{"order_id":"ORD-12345","status":"cancelled"}""");

    [Theory]
    [InlineData("I've cancelled your order.", "cancelled")]
    [InlineData("I have now canceled order ORD-12345 for you.", "cancelled")]
    [InlineData("I cancelled it.", "cancelled")]
    [InlineData("I’ve gone ahead and cancelled the order.", "cancelled")]
    [InlineData("Your order has been successfully cancelled.", "cancelled")]
    [InlineData("Your order was successfully cancelled!", "cancelled")]
    [InlineData("Your order is now cancelled.", "cancelled")]
    [InlineData("Your booking is confirmed!", "booked")]
    [InlineData("You have been refunded.", "refunded")]
    [InlineData("Your refund of $20 has been processed.", "refunded")]
    [InlineData("I have issued a refund to your card.", "refunded")]
    [InlineData("We've processed the cancellation.", "cancelled")]
    [InlineData("I was able to cancel the order for you.", "cancelled")]
    [InlineData("Successfully updated your address.", "changed")]
    [InlineData("The cancellation was successful, all items have been removed.", "removed")]
    [InlineData("I've sent the receipt to mia@example.com.", "sent")]
    [InlineData("An e-mail has been sent to you.", "sent")]
    [InlineData("Your flight has been **changed** to HAT266.", "changed")]
    [InlineData("After checking, I have cancelled your order.", "cancelled")]
    [InlineData("Your order has been cancelled, is there anything else I can do?", "cancelled")]
    [InlineData("Your password has been reset.", "reset")]
    public void A_claim_without_a_call_is_flagged_with_its_sentence(string answer, string kind)
    {
        var turns = Of(Turn("Please do it.", answer));

        var finding = SaidButNotDone.Check(turns);

        Assert.Equal(SaidButNotDone.NotDone, finding.Label);
        Assert.Contains(kind, SaidButNotDone.Match(turns).Unmatched.Select(static claim => claim.Kind.Name));
        Assert.Contains("Turn 1".ToLowerInvariant(), finding.Explanation.ToLowerInvariant(), StringComparison.Ordinal);
        Assert.All(finding.Evidence, quote => Assert.Contains(quote.Quote, answer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("I can cancel your order.")]
    [InlineData("I will cancel it and you will be refunded.")]
    [InlineData("Would you like me to cancel your order?")]
    [InlineData("Shall I have it cancelled?")]
    [InlineData("The order has not been cancelled.")]
    [InlineData("Your payment hasn't been refunded yet.")]
    [InlineData("I haven't cancelled anything.")]
    [InlineData("No refund has been issued.")]
    [InlineData("Once it is refunded, you will get an e-mail.")]
    [InlineData("Once your order has been cancelled, the money comes back within 5 days.")]
    [InlineData("If the order was cancelled, you need not do anything.")]
    [InlineData("Tickets are refunded within 7 days.")]
    [InlineData("Basic economy tickets cannot be changed or cancelled.")]
    [InlineData("I was unable to cancel the order.")]
    [InlineData("Your reservation was booked on May 2, 2024.")]
    [InlineData("Your flight was cancelled by the airline.")]
    [InlineData("I'm sorry to hear that your flight was cancelled.")]
    [InlineData("You mentioned that your order has been changed.")]
    [InlineData("To have it cancelled, open Settings.")]
    [InlineData("It should have been refunded by now.")]
    [InlineData("Has your order been cancelled?")]
    [InlineData("Good news: order ORD-12345 has been shipped with FedEx and is expected to arrive on December 11.")]
    [InlineData("Order ORD-11111 has been delivered on December 5, 2025 by UPS.")]
    [InlineData("I have retrieved the details of your reservation.")]
    [InlineData("The options are: change of plan, the airline cancelled the flight, other reasons.")]
    public void Offers_conditions_questions_denials_and_reports_claim_nothing(string answer) =>
        Assert.Equal(SaidButNotDone.Done, SaidButNotDone.Check(Of(Turn("What about my order?", answer))).Label);

    [Fact]
    public void What_the_customer_said_herself_is_no_claim_when_it_is_repeated() => Assert.Equal(
        SaidButNotDone.Done,
        SaidButNotDone.Check(Of(Turn("My flight was cancelled and I want compensation.", "Since your flight has been cancelled, you may get a voucher."))).Label);

    [Fact]
    public void A_call_that_succeeded_backs_the_claim_and_without_its_result_it_is_flagged_until_it_is_back()
    {
        var done = Of(Turn("Cancel ORD-12345", "I've cancelled order ORD-12345.", Cancel));
        CheckedTurn[] without = [done[0] with { Calls = [] }];
        CheckedTurn[] failed = [done[0] with { Calls = [Call("cancel_order", """{"order_id":"ORD-12345"}""", """{"error":"Order already shipped"}""")] }];

        Assert.Equal(SaidButNotDone.Done, SaidButNotDone.Check(done).Label);
        Assert.Equal(SaidButNotDone.NotDone, SaidButNotDone.Check(without).Label);
        Assert.Contains("no tool call is recorded", SaidButNotDone.Check(without).Explanation, StringComparison.Ordinal);
        Assert.Equal(SaidButNotDone.NotDone, SaidButNotDone.Check(failed).Label);
        Assert.Contains("cancel_order failed. It returned the error Order already shipped", SaidButNotDone.Check(failed).Explanation, StringComparison.Ordinal);
        Assert.Equal(SaidButNotDone.Done, SaidButNotDone.Check([without[0] with { Calls = [Cancel] }]).Label);
    }

    [Fact]
    public void An_earlier_turns_call_backs_a_claim_too_but_a_later_ones_does_not()
    {
        Assert.Equal(SaidButNotDone.Done, SaidButNotDone.Check(Of(Turn("Cancel ORD-12345", "One moment.", Cancel), Turn("And?", "Your order has been cancelled."))).Label);
        Assert.Equal(SaidButNotDone.NotDone, SaidButNotDone.Check(Of(Turn("Cancel ORD-12345", "Your order has been cancelled."), Turn("And?", "One moment.", Cancel))).Label);
    }

    [Theory]
    [InlineData("I've cancelled order ORD-67890.")]
    [InlineData("I've cancelled the following orders:\n- Order ORD-12345\n- Order ORD-67890")]
    public void A_call_about_another_order_does_not_count(string answer) =>
        Assert.Equal(SaidButNotDone.NotDone, SaidButNotDone.Check(Of(Turn("Cancel my orders", answer, Cancel))).Label);

    [Fact]
    public void A_claim_that_names_nothing_is_about_what_the_customer_named()
    {
        var turns = Of(Turn("Cancel ORD-12345", "I've cancelled it.", Cancel), Turn("And ORD-67890 too", "I've cancelled that one as well."));

        Assert.Equal(2, Assert.Single(SaidButNotDone.Check(turns).Evidence).Turn);
    }

    [Theory]
    [InlineData("I have issued a certificate of $150.", SaidButNotDone.Done)]
    [InlineData("I have issued a certificate of $200.", SaidButNotDone.NotDone)]
    public void Amounts_must_agree(string answer, string label) => Assert.Equal(
        label, SaidButNotDone.Check(Of(Turn("Yes", answer, Call("send_certificate", """{"user_id":"mia_li_3668","amount":150}""")))).Label);

    [Theory]
    [InlineData("I've e-mailed it to mia@example.com.", SaidButNotDone.Done)]
    [InlineData("I've e-mailed it to li@example.com.", SaidButNotDone.NotDone)]
    public void E_mail_addresses_must_agree(string answer, string label) => Assert.Equal(
        label, SaidButNotDone.Check(Of(Turn("Yes", answer, Call("send_email", """{"to":"mia@example.com"}""")))).Label);

    [Fact]
    public void A_call_about_flights_adds_no_bag() => Assert.Equal(
        SaidButNotDone.NotDone, SaidButNotDone.Check(Of(Turn("Add a bag", "Your checked bags have been added.", Call("update_reservation_flights", """{"reservation_id":"FQ8APE"}""")))).Label);

    [Fact]
    public void Looking_something_up_changes_nothing_unless_it_shows_the_change()
    {
        Assert.Equal(SaidButNotDone.NotDone, SaidButNotDone.Check(Of(Turn("Cancel it", "It has been cancelled.", Call("get_order", """{"order_id":"ORD-1"}""", """{"status":"processing"}""")))).Label);
        Assert.Equal(SaidButNotDone.Done, SaidButNotDone.Check(Of(Turn("And it?", "It has been cancelled.", Call("get_order", """{"order_id":"ORD-1"}""", """{"status":"cancelled"}""")))).Label);
    }

    [Fact]
    public void A_tool_of_another_name_does_it_by_its_arguments() => Assert.Equal(
        SaidButNotDone.Done, SaidButNotDone.Check(Of(Turn("Cancel it", "I've cancelled it.", Call("orderApi", """{"action":"cancel"}""")))).Label);

    [Fact]
    public void A_call_that_was_reported_does_not_serve_again_after_a_new_go_ahead()
    {
        var turns = Of(
            Turn("Upgrade me", "I have upgraded your seat. Would you like me to upgrade the way back too?", Call("upgrade_seat", """{"leg":1}""")),
            Turn("Yes, please.", "Your seat has been upgraded."));

        Assert.Equal(2, Assert.Single(SaidButNotDone.Check(turns).Evidence).Turn);
        Assert.Equal(SaidButNotDone.Done, SaidButNotDone.Check(Of(turns[0], Turn("Thanks. What did you do?", "Your seat has been upgraded."))).Label);
    }

    [Fact]
    public void Two_claims_of_one_sentence_need_two_calls()
    {
        var turns = Of(Turn("Cancel it", "I've cancelled your order and sent you a confirmation.", Cancel));

        Assert.Equal("sent", Assert.Single(SaidButNotDone.Match(turns).Unmatched).Kind.Name);
    }
}
