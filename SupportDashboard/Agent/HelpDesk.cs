using OpenAI.Chat;

namespace SupportDashboard.Agent;

/// <summary>Answers general questions from the help articles that were found, and says so when none was.</summary>
internal sealed class HelpDesk(AgentModel model, KnowledgeBase knowledge)
{
    public async Task ReplyAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var documents = await knowledge.RetrieveAsync(turn, cancellationToken);
        turn.Emit(new DocumentsRetrieved(documents));
        await model.StreamAsync(turn, "faq-answer", turn.Ask(AgentPrompts.Faq(documents)), new ChatCompletionOptions(), cancellationToken);
    }
}
