using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>What of a search is marked in an open transcript.</summary>
internal static class SearchHits
{
    /// <summary>So many hits are marked at most.</summary>
    public const int Most = 1_000;

    /// <summary>The words that the read model looked for, as it took the text apart.</summary>
    public static IReadOnlyList<string> Words(string search) => SearchTerms.Parse(search).Words;
}
