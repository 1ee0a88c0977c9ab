using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Languages;

namespace SupportDashboard.Components.Sessions;

/// <summary>What filters are called on screen. What tools, models and other senders named stays as they named it: hostile text.</summary>
internal static class FacetWords
{
    /// <summary>The heading of a kind of values.</summary>
    public static string Kind(string kind) => kind switch
    {
        SessionValueKinds.Category => "Topic",
        SessionValueKinds.Tool => "Tool used",
        SessionValueKinds.FailedTool => "Tool failed",
        SessionValueKinds.Error => "What failed",
        SessionValueKinds.Model => "Model",
        SessionValueKinds.Language => "Language",
        SessionValueKinds.Feedback => "Customers said",
        SessionValueKinds.Turns => "Length",
        _ => kind,
    };

    /// <summary>One value of a kind.</summary>
    public static string Value(string kind, string value) => (kind, value) switch
    {
        (SessionValueKinds.Category, "order_status") => "Orders",
        (SessionValueKinds.Category, "faq") => "General questions",
        (SessionValueKinds.Feedback, SessionValueKinds.FeedbackUp) => "Thumbs up",
        (SessionValueKinds.Feedback, SessionValueKinds.FeedbackDown) => "Thumbs down",
        (SessionValueKinds.Feedback, SessionValueKinds.FeedbackNone) => "No thumbs",
        (SessionValueKinds.Language, _) => LanguageNames.Of(value),
        (SessionValueKinds.Turns, "1") => "1 turn",
        (SessionValueKinds.Turns, _) => $"{value.Replace('-', '–')} turns",
        _ => string.IsNullOrWhiteSpace(value) ? "(blank)" : value,
    };

    /// <summary>A label or pseudo label of an evaluator.</summary>
    public static string Label(EvaluatorBook book, string evaluator, string label) => label switch
    {
        SessionFilter.NotJudged => "Not judged",
        SessionFilter.JudgeFailed => "The judge failed",
        SessionFilter.Stale => "New turn since",
        SessionFilter.HumanDisagrees => "A person disagrees",
        _ => book.FindChoice(evaluator, label)?.Title ?? label,
    };
}
