using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDashboard.Agent;
using SupportDashboard.Tests.Integration;

namespace SupportDashboard.Tests.Agent;

/// <summary>Conversations on the whole application: what happens to them when the process, or Phoenix, goes away.</summary>
public sealed class ConversationRestoreTests(DashboardServer server) : IClassFixture<DashboardServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_restart_a_conversation_is_read_back_and_goes_on_where_it_was()
    {
        var before = server.Services.GetRequiredService<ConversationStore>().Create();
        Assert.True((await RunAsync(server, before, "Check my order ORD-67890")).Flushed);
        var restarted = NewMemory(server);

        var conversation = await restarted.FindAsync(before.SessionId, Token);

        Assert.NotNull(conversation);
        Assert.NotSame(before, conversation);
        Assert.Equal(before.Messages.Select(static said => (said.Role, said.Text, said.Turn, said.RootSpanId)), conversation.Messages.Select(static said => (said.Role, said.Text, said.Turn, said.RootSpanId)));
        var completed = await RunAsync(server, conversation, "What's the carrier?");
        Assert.StartsWith("Order ORD-67890 has no carrier assigned yet", completed.Answer, StringComparison.Ordinal);
        Assert.Equal(2, conversation.TurnCount);
        Assert.Same(conversation, await restarted.FindAsync(before.SessionId, Token));
    }

    [Theory]
    [InlineData("no-such-session")]
    [InlineData("../../etc/passwd")]
    public async Task A_conversation_that_nobody_had_is_not_found(string sessionId) =>
        Assert.Null(await NewMemory(server).FindAsync(sessionId, Token));

    [Fact]
    public async Task Without_Phoenix_turns_are_answered_and_reading_back_fails_with_a_sentence()
    {
        await using var alone = new DashboardServer(("LocalPhoenix:Enabled", "false"), ("PHOENIX_ENDPOINT", "http://127.0.0.1:9"));
        var conversation = alone.Services.GetRequiredService<ConversationStore>().Create();

        var completed = await RunAsync(alone, conversation, "How do I reset my password?");
        var failure = await Assert.ThrowsAsync<ConversationUnavailableException>(() => NewMemory(alone).FindAsync(conversation.SessionId, Token));

        Assert.False(completed.Flushed);
        Assert.StartsWith("The conversation could not be read back.", failure.Message, StringComparison.Ordinal);
    }

    private static ConversationStore NewMemory(DashboardServer server) =>
        new(server.Services.GetRequiredService<ConversationHistory>(), Options.Create(new AgentOptions()));

    private static async Task<TurnCompleted> RunAsync(DashboardServer server, Conversation conversation, string message)
    {
        AgentEvent? last = null;
        await foreach (var happened in server.Services.GetRequiredService<SupportAgent>().RunTurnAsync(conversation, message, Token))
        {
            last = happened;
        }

        return Assert.IsType<TurnCompleted>(last);
    }
}
