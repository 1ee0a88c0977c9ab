using Bunit;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

/// <summary>What the page says of how far it follows Phoenix, in its head and where there is no row to show.</summary>
public sealed class SyncNoteTests : ComponentTests
{
    [Fact]
    public void A_list_that_is_up_to_date_says_nothing() => Assert.Empty(Show(new SyncState { LastSync = Now }).Markup.Trim());

    [Fact]
    public void A_list_that_follows_no_more_says_since_when_and_why()
    {
        var note = Show(new SyncState { LastSync = Now.AddMinutes(-9), Problem = "Phoenix does not answer.", ProblemSince = Now.AddMinutes(-8) });

        Assert.Equal("Not updated since 13:12:31", string.Join(' ', note.Find(".note").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("Phoenix does not answer.", note.Find(".note").GetAttribute("title"));
    }

    [Fact]
    public void An_import_says_how_far_it_is_and_how_long_it_takes()
    {
        var note = Show(new SyncState { Importing = true, ImportedSpans = 41_000, ImportedShare = 0.42, TimeLeft = TimeSpan.FromSeconds(72) });

        Assert.Equal("0.42", note.Find("progress").GetAttribute("value"));
        Assert.Equal("Reading older conversations: 42\u00a0%, about 1 min 15 s left", note.Find(".note > span").TextContent);
    }

    [Fact]
    public void An_import_that_cannot_be_foreseen_yet_promises_nothing()
    {
        var note = Show(new SyncState { Importing = true });

        Assert.False(note.Find("progress").HasAttribute("value"));
        Assert.Equal("Reading older conversations…", note.Find(".note > span").TextContent);
    }

    [Fact]
    public void Steps_that_are_too_large_to_be_read_are_counted()
    {
        var note = Show(new SyncState { LastSync = Now, LeftOutSpans = 2 });

        Assert.Equal("2 steps too large", note.Find(".note > span").TextContent);
        Assert.StartsWith("2 steps in Phoenix are too large to be read", note.Find(".note").GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_start_it_says_how_much_is_in_memory()
    {
        var note = Render<SyncNote>(parameters => parameters.Add(p => p.Status, new SyncState { LastSync = Now }).Add(p => p.Load, new IndexLoad(false, 0.5)));

        Assert.Equal("Getting ready: 50\u00a0%", note.Find(".note > span").TextContent);
    }

    [Fact]
    public void A_fault_is_said_before_an_import_that_it_stopped()
    {
        var note = Show(new SyncState { Importing = true, Problem = "Phoenix does not answer.", ProblemSince = Now });

        Assert.Empty(note.FindAll("progress"));
        Assert.Contains("13:21:31", note.Find(".note").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_says_what_there_is_to_do_or_to_wait_for()
    {
        Assert.Contains("No conversations yet.", Empty(new SyncState { LastSync = Now }), StringComparison.Ordinal);
        Assert.Contains("Conversations are being read from Phoenix.", Empty(new SyncState { Importing = true, ImportedSpans = 7 }), StringComparison.Ordinal);
        Assert.Contains("Phoenix does not answer. They appear here as soon as Phoenix answers.", Empty(new SyncState { Problem = "Phoenix does not answer.", ProblemSince = Now }), StringComparison.Ordinal);
    }

    private string Empty(SyncState status) =>
        Render<EmptyList>(parameters => parameters.Add(p => p.Address, new SessionsAddress()).Add(p => p.Status, status)).Find(".empty").TextContent;

    private IRenderedComponent<SyncNote> Show(SyncState status) => Render<SyncNote>(parameters => parameters.Add(p => p.Status, status).Add(p => p.Load, new IndexLoad(true, 1)));
}
