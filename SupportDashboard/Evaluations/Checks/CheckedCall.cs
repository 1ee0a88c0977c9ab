using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>A tool call of a turn, as its span recorded it.</summary>
/// <param name="Name">The tool's name, for example <c>cancel_order</c> or <c>lookupOrderStatus</c>.</param>
/// <param name="Arguments">JSON, or whatever was recorded; empty when nothing was.</param>
/// <param name="Result">What the tool returned; empty when nothing was recorded.</param>
/// <param name="SpanFailed">The span's status is an error.</param>
/// <param name="SpanId">Where an annotation of the call belongs; null outside of Phoenix.</param>
public sealed partial record CheckedCall(string Name, string Arguments, string Result, bool SpanFailed, string? SpanId = null)
{
    private static readonly HashSet<string> ReadingVerbs =
        [.. "get find search lookup look list fetch read check query retrieve calculate compute think plan validate verify show describe count view load browse estimate compare classify".Split(' ')];

    /// <summary>The words of the name in lower case: <c>cancel, order</c>.</summary>
    public IReadOnlyList<string> NameWords { get; } = [.. Word().Matches(Name).Select(static match => match.Value.ToLowerInvariant())];

    /// <summary>The tool only looks something up, going by the verb its name begins with.</summary>
    public bool IsReading => NameWords is [var first, ..] && ReadingVerbs.Contains(first);

    /// <summary>Why the call failed, as a sentence; null when it succeeded.</summary>
    public string? Failure { get; init; } = ToolOutcome.FailureOf(Result, SpanFailed);

    /// <summary>The tool passes the customer on to a person.</summary>
    public bool HandsOver => NameWords.Any(static word => word is "transfer" or "escalate" or "handoff" or "handover" or "human");

    /// <summary>The tool changes something, going by its name: it cancels, books, sends …</summary>
    public bool IsChanging => !IsReading && !HandsOver && ActionKind.All.Any(kind => kind.IsNamedBy(this));

    /// <summary>The call did what it was called for, as far as its span and its result say.</summary>
    public bool Succeeded => Failure is null;

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Word();
}
