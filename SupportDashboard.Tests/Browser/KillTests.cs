using SupportDashboard.Tests.Integration;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>What was answered is stored: the process dies without a word, and nothing is missing afterwards.</summary>
public sealed class KillTests(ChromiumBrowser chromium) : BrowserTests(chromium)
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("support-dashboard-kill-");

    [Fact]
    public async Task A_turn_that_was_answered_is_there_after_the_process_was_killed()
    {
        var token = TestContext.Current.CancellationToken;
        string id;
        await using (var dashboard = await ChildDashboard.StartAsync(_folder.FullName, token))
        {
            var page = await NewPageAsync();
            await GoAsync(page, dashboard.Address, "/chat");
            await page.AskAsync("What's the status of order ORD-67890?", 1);
            await dashboard.KillAsync();
            id = await page.ConversationIdAsync();
            await Expect(page.GetByText("The connection was lost.")).ToBeVisibleAsync();
            await page.CloseAsync();
            ForgetComplaints("console:");
        }

        await using var again = await ChildDashboard.StartAsync(_folder.FullName, token);
        var later = await NewPageAsync();
        await GoAsync(later, again.Address, "/");
        await later.SessionLink("What's the status of order ORD-67890?").ClickAsync();
        await Expect(later.Turn(1)).ToContainTextAsync("ORD-67890");
        await GoAsync(later, again.Address, $"/chat/{id}");
        await Expect(later.Turn(1)).ToContainTextAsync("What's the status of order ORD-67890?");
        await Expect(await later.AskAsync("When will it arrive?", 2)).ToContainTextAsync("ORD-67890");
        await later.CloseAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
