namespace SupportDashboard.Sessions.Columns;

/// <summary>The sessions in which a search found all of its words.</summary>
/// <param name="Keys">Their keys.</param>
/// <param name="Capped">There may be more, older ones.</param>
internal sealed record SearchResult(IReadOnlyCollection<int> Keys, bool Capped);
