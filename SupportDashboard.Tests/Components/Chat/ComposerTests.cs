using Bunit;
using SupportDashboard.Agent;
using SupportDashboard.Components.Chat;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Chat;

public sealed class ComposerTests : ComponentTests
{
    private readonly List<string> _sent = [];

    [Fact]
    public async Task A_message_is_sent_without_the_space_around_it()
    {
        var composer = Show();

        Assert.True(await SendAsync(composer, "  Where is my order?\n"));

        Assert.Equal(["Where is my order?"], _sent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\n\t\u00a0\u2003")]
    public async Task An_empty_message_is_not_sent_and_the_box_says_so(string message)
    {
        var composer = Show();

        Assert.False(await SendAsync(composer, message));

        Assert.Empty(_sent);
        Assert.Equal("Write a message first.", composer.Find("[data-hint]").TextContent);
    }

    [Fact]
    public async Task The_longest_message_is_sent_and_one_character_more_is_not()
    {
        var composer = Show();

        Assert.True(await SendAsync(composer, new string('x', MessageRules.MaxLength)));
        Assert.False(await SendAsync(composer, new string('x', MessageRules.MaxLength + 1)));

        Assert.Equal(MessageRules.MaxLength, Assert.Single(_sent).Length);
        Assert.Equal("The message has 8,001 characters; at most 8,000 can be sent.", composer.Find("[data-hint]").TextContent);
    }

    [Fact]
    public async Task While_a_turn_runs_nothing_is_taken_and_stop_stands_in_the_place_of_send()
    {
        var composer = Show(running: true);

        Assert.False(await SendAsync(composer, "Hello?"));

        Assert.Empty(_sent);
        Assert.Equal(["Stop"], composer.FindAll("button").Select(static button => button.TextContent.Trim()));
    }

    [Fact]
    public async Task Whatever_people_type_arrives_as_it_was_typed()
    {
        var composer = Show();
        var messages = HostileStrings.All.Where(static text => !string.IsNullOrWhiteSpace(text)).ToList();

        foreach (var message in messages)
        {
            Assert.True(await SendAsync(composer, message));
        }

        Assert.Equal(messages.Select(static message => message.Trim()), _sent);
    }

    [Fact]
    public void The_box_and_its_buttons_have_names()
    {
        var composer = Show();

        Assert.Equal("Message", composer.Find("textarea").GetAttribute("aria-label"));
        Assert.Equal("Send", composer.Find("button[type=submit]").TextContent.Trim());
    }

    [Theory]
    [InlineData(null, "Write a message first.")]
    [InlineData("  ", "Write a message first.")]
    [InlineData("😀", null)]
    [InlineData("\u202eevil", null)]
    public void The_rules_are_the_same_on_both_sides(string? message, string? expected) => Assert.Equal(expected, MessageRules.Check(message));

    private static Task<bool> SendAsync(IRenderedComponent<Composer> composer, string message) => composer.InvokeAsync(() => composer.Instance.SendAsync(message));

    private IRenderedComponent<Composer> Show(bool running = false) =>
        Render<Composer>(parameters => parameters.Add(p => p.IsRunning, running).Add(p => p.OnSend, _sent.Add));
}
