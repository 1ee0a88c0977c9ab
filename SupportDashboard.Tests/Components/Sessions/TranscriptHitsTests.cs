using Bunit;
using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class TranscriptHitsTests : ComponentTests
{
    [Fact]
    public void Hits_are_counted_and_walked_round()
    {
        var module = Module(3);

        var hits = Show("refund  Refund ORD");
        Assert.Equal("Hit 1 of 3, turn 1", Words(hits));
        hits.Find("[aria-label='Previous hit']").Click();
        Assert.Equal("Hit 3 of 3, turn 3", Words(hits));
        hits.Find("[aria-label='Next hit']").Click();

        Assert.Equal("Hit 1 of 3, turn 1", Words(hits));
        Assert.Equal(["refund", "ORD"], (IEnumerable<string>)module.Invocations["mark"].Single().Arguments[1]!);
        Assert.Equal([true, true, true], module.Invocations["show"].Select(static call => call.Arguments[1]));
    }

    [Fact]
    public void A_transcript_that_is_read_again_is_marked_again_and_stays_where_it_is()
    {
        var module = Module(3);
        var hits = Show("refund");
        hits.Find("[aria-label='Next hit']").Click();

        hits.Render(parameters => parameters.Add(p => p.Transcript, Transcript()));

        Assert.Equal("Hit 2 of 3, turn 2", Words(hits));
        Assert.Equal(2, module.Invocations["mark"].Count);
        Assert.False((bool)module.Invocations["show"][^1].Arguments[1]!);
    }

    [Fact]
    public void Very_many_hits_are_at_least_so_many()
    {
        Module(1_000);

        Assert.Equal("Hit 1 of 1,000+, turn 1", Words(Show("e")));
    }

    [Fact]
    public void What_was_found_only_by_its_id_says_so_and_a_search_of_any_length_is_told_short()
    {
        Module(0);

        Assert.Equal($"“{new string('x', 60)}…” is not in the text shown here.", Words(Show(new string('x', 500))));
    }

    [Fact]
    public void Without_a_search_nothing_is_asked_of_the_browser()
    {
        Assert.Equal("", Show(null).Markup.Trim());
        Assert.Empty(JSInterop.Invocations);
    }

    private static Transcript Transcript() => new("p", "s", [Samples.Turn()]);

    private static string Words(IRenderedComponent<TranscriptHits> hits) => hits.Find("[role=status]").TextContent;

    private BunitJSModuleInterop Module(int count)
    {
        var module = JSInterop.SetupModule("./js/hits.js");
        module.Setup<int>("mark", _ => true).SetResult(count);
        foreach (var index in Enumerable.Range(0, 3))
        {
            module.Setup<int?>("show", call => Equals(call.Arguments[0], index)).SetResult(index + 1);
        }

        return module;
    }

    private IRenderedComponent<TranscriptHits> Show(string? search) => Render<TranscriptHits>(parameters => parameters
        .Add(p => p.Search, search).Add(p => p.Transcript, Transcript()).Add(p => p.Conversation, static () => default(ElementReference)).Add(p => p.Jump, true));
}
