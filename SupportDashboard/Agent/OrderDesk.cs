using OpenAI.Chat;

namespace SupportDashboard.Agent;

/// <summary>Answers questions about orders: the model may call the order tool once round, then answers from the results.</summary>
internal sealed class OrderDesk(AgentModel model, OrderTool tool)
{
    public async Task ReplyAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var messages = turn.Ask(AgentPrompts.Order(turn.LastOrderId));
        var offer = new ChatCompletionOptions();
        offer.Tools.Add(OrderTool.Definition);
        var reply = await model.StreamAsync(turn, "order-agent", messages, offer, cancellationToken);
        if (reply.ToolCalls.Count == 0)
        {
            return;
        }

        messages.Add(ToMessage(reply));
        foreach (var call in reply.ToolCalls)
        {
            messages.Add(new ToolChatMessage(call.Id, tool.Run(turn, call)));
        }

        if (turn.AnswerLength > 0)
        {
            turn.Say("\n\n");
        }

        await model.StreamAsync(turn, "order-answer", messages, new ChatCompletionOptions(), cancellationToken);
    }

    private static AssistantChatMessage ToMessage(ModelReply reply)
    {
        var message = new AssistantChatMessage(reply.ToolCalls);
        if (reply.Text.Length > 0)
        {
            message.Content.Add(ChatMessageContentPart.CreateTextPart(reply.Text));
        }

        return message;
    }
}
