namespace SupportDashboard.LocalModel;

/// <summary>
/// Recognises what is asked for by the request's form and passes it to the rules for it:
/// <list type="bullet">
/// <item>a response format named <c>classification</c>: <see cref="ClassificationRules"/>;</item>
/// <item>a response format named like an evaluator it knows: <see cref="CoherenceRules"/>, <see cref="ResolutionRules"/>, <see cref="FrustrationRules"/>,
/// <see cref="RetrievalRules"/>;</item>
/// <item>any other response format: a refusal, because made-up values would be worse than none;</item>
/// <item>a tool result at the end, or the order tool on offer: <see cref="OrderRules"/>;</item>
/// <item>a <c>&lt;context&gt;</c> in the system prompt: <see cref="FaqRules"/>;</item>
/// <item>anything else: a sentence that says what it is.</item>
/// </list>
/// </summary>
internal static class ModelRules
{
    private const string Classification = "classification";
    private const string Coherence = "conversation_coherence";
    private const string Frustration = "user_frustration";
    private const string Resolution = "resolution_status";
    private const string Retrieval = "retrieval_relevance";

    public static ModelAnswer Answer(ModelRequest request) => request switch
    {
        { SchemaName: Classification } => ClassificationRules.Answer(request),
        { SchemaName: Coherence } => CoherenceRules.Judge(JudgedTranscript.Parse(request.Question)).ToAnswer(),
        { SchemaName: Resolution } => ResolutionRules.Judge(JudgedTranscript.Parse(request.Question), JudgedTranscript.ShowsWork(request.Question)).ToAnswer(),
        { SchemaName: Frustration } => FrustrationRules.Judge(JudgedTranscript.Parse(request.Question)).ToAnswer(),
        { SchemaName: Retrieval } => RetrievalRules.Judge(request.Question).ToAnswer(),
        { SchemaName: not null } => ModelAnswer.Refuse(
            "The embedded model works by rules and has none for this; it can judge conversation_coherence, resolution_status, user_frustration and retrieval_relevance. Connect a real model to judge anything else."),
        { Messages: [.., { Role: "tool" }] } => OrderRules.AnswerFromResults(request),
        { Tools: var tools } when tools.Contains(OrderRules.Tool) => OrderRules.CallOrAsk(request),
        _ when FaqRules.ContextOf(request) is { } context => FaqRules.Answer(request, context),
        _ => ModelAnswer.Say("I am the embedded model: I answer by rules, about orders and from help articles only. Connect a real model for anything else."),
    };
}
