using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Sessions;

/// <summary>One filter that is on, as a chip that takes it away.</summary>
/// <param name="Words">What is asked for; hostile text in parts.</param>
/// <param name="Without">The list without it.</param>
internal sealed record FilterChip(string Words, SessionsAddress Without)
{
    /// <summary>Leads to the list without it.</summary>
    public string Href => Without.ToUri();

    /// <summary>All filters that are on, in the order of the page.</summary>
    /// <param name="book">What evaluators and their labels are called.</param>
    /// <param name="address">The list that is shown.</param>
    /// <param name="zone">Whose times the range is told in.</param>
    public static IReadOnlyList<FilterChip> Of(EvaluatorBook book, SessionsAddress address, TimeZoneInfo zone)
    {
        var chips = new List<FilterChip>();
        var first = address with { PageNumber = 1, Remarks = [] };
        void Add(bool isOn, string words, SessionsAddress without)
        {
            if (isOn)
            {
                chips.Add(new FilterChip(words, without));
            }
        }

        Add(address.Search is not null, $"Said: {address.Search}", first with { Search = null });
        Add(address.HasTime, TimeWords.Of(address, zone), address.WithRange(null));
        Add(address.NeedsLook, "Needs a look", first with { NeedsLook = false });
        Add(address.HasErrors, "A step failed", first with { HasErrors = false });
        foreach (var (evaluator, label) in address.Verdicts)
        {
            Add(true, $"{book.TitleOf(evaluator)}: {FacetWords.Label(book, evaluator, label)}", address.Toggle(evaluator, label));
        }

        foreach (var (kind, value) in address.Values)
        {
            Add(true, $"{FacetWords.Kind(kind)}: {FacetWords.Value(kind, value)}", address.ToggleValue(kind, value));
        }

        return chips;
    }
}
