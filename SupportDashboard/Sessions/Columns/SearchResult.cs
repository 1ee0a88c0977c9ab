namespace SupportDashboard.Sessions.Columns;

/// <summary>The sessions in which a search found all of its words.</summary>
/// <param name="Keys">Their keys.</param>
/// <param name="Capped">There may be more, older ones.</param>
internal sealed record SearchResult(IReadOnlyCollection<int> Keys, bool Capped)
{
    /// <summary>Sessions just imported whose text was not looked through; at <see cref="MostUnsearched"/> or beyond they are not counted.</summary>
    public int Unsearched { get; init; }

    /// <summary>Its time was over before it was done.</summary>
    public bool IsCutOff { get; init; }

    public const int MostUnsearched = 10_000;
}
