using System.Text.Json.Nodes;

namespace SupportDashboard.LocalModel;

/// <summary>What the judging rules found: a label, why, and quotes that stand verbatim in their turns.</summary>
internal sealed record RuleVerdict(string Label, string Explanation, IReadOnlyList<RuleQuote> Evidence)
{
    /// <summary>The way out when the rules cannot tell.</summary>
    public const string Unknown = "unknown";

    /// <summary>How sure the rules are that the better label is right, from 0 to 1; null where they do not weigh.</summary>
    public double? Odds { get; init; }

    /// <summary>The verdict as structured output: explanation, evidence, label.</summary>
    public ModelAnswer ToAnswer() => ModelAnswer.Say(new JsonObject
    {
        ["explanation"] = Explanation,
        ["evidence"] = new JsonArray([.. Evidence.Where(static quote => quote.Text.Length > 0).Select(static quote => new JsonObject { ["turn"] = quote.Turn, ["quote"] = quote.Text })]),
        ["label"] = Label,
    }.ToJsonString());
}
