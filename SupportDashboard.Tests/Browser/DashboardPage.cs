using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>What a person does on the pages, found by the names that screen readers read.</summary>
internal static class DashboardPage
{
    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Button(this ILocator part, string name) => part.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>One turn of a conversation, in the chat and in a transcript.</summary>
    public static ILocator Turn(this IPage page, int number) => page.GetByRole(AriaRole.Article, new() { Name = $"Turn {number}", Exact = true });

    /// <summary>The list of sessions and, where that is toggled, the table.</summary>
    public static ILocator SessionLinks(this IPage page) => page.GetByRole(AriaRole.List, new() { Name = "Sessions", Exact = true }).Locator("li a");

    public static ILocator SessionLink(this IPage page, string firstMessage) => page.SessionLinks().Filter(new() { HasText = firstMessage });

    public static ILocator Verdicts(this IPage page) => page.GetByRole(AriaRole.Complementary, new() { Name = "Verdicts", Exact = true });

    /// <summary>A badge by its evaluator and label.</summary>
    public static ILocator Badge(this ILocator part, string name) => part.GetByRole(AriaRole.Img, new() { Name = name, Exact = true });

    /// <summary>All badges of that name that are on screen.</summary>
    public static ILocator Badges(this IPage page, string name) => page.GetByRole(AriaRole.Img, new() { Name = name, Exact = true });

    public static ILocator MessageBox(this IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });

    /// <summary>Sends a message in the chat.</summary>
    public static async Task SayAsync(this IPage page, string message)
    {
        await page.MessageBox().FillAsync(message);
        await page.Button("Send").ClickAsync();
    }

    /// <summary>Sends a message and waits for the whole answer: only a finished one can be given a thumb.</summary>
    public static async Task<ILocator> AskAsync(this IPage page, string message, int turn)
    {
        await page.SayAsync(message);
        await Expect(page.Turn(turn).Button("Thumbs up")).ToBeVisibleAsync();
        return page.Turn(turn);
    }

    /// <summary>The id of the open conversation, from the address.</summary>
    public static async Task<string> ConversationIdAsync(this IPage page)
    {
        await Expect(page).ToHaveURLAsync(new Regex("/(chat|sessions)/[0-9a-f-]{36}"));
        return new Uri(page.Url).AbsolutePath.Split('/')[2];
    }
}
