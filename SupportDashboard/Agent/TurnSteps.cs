using SupportDashboard.Tracing;

namespace SupportDashboard.Agent;

/// <summary>What the agent does in a turn: classify, then answer at the desk that fits.</summary>
internal sealed class TurnSteps(Classifier classifier, OrderDesk orders, HelpDesk help)
{
    public async Task RunAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var classification = await classifier.ClassifyAsync(turn, cancellationToken);
        turn.Root.Set(OpenInference.ClassificationCategory, classification.Category);
        turn.Root.Set(OpenInference.ClassificationConfidence, classification.Confidence);
        turn.Root.Set(OpenInference.ClassificationReasoning, classification.Reasoning);
        turn.Emit(new Classified(classification.Category, classification.Confidence, classification.Reasoning));

        var reply = classification.Category == Classification.OrderStatus ? orders.ReplyAsync(turn, cancellationToken) : help.ReplyAsync(turn, cancellationToken);
        await reply;
    }
}
