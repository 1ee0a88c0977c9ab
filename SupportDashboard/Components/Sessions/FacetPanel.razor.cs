using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The filters with their counts, each a link, so that every combination has an address.</summary>
public sealed partial class FacetPanel
{
    /// <summary>The counts; null while they load.</summary>
    [Parameter, EditorRequired]
    public SessionFacets? Facets { get; set; }

    /// <summary>The address of the list, from which the links are made.</summary>
    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    private IEnumerable<Group> Groups
    {
        get
        {
            foreach (var evaluator in EvaluatorCatalog.Standard)
            {
                yield return new Group(evaluator.Title, [.. VerdictFacets(evaluator)]);
            }

            yield return new Group("What happened",
            [
                new("A step failed", Facets?.WithErrors ?? 0, (Address with { HasErrors = !Address.HasErrors, PageNumber = 1 }).ToUri(), Address.HasErrors),
                new("Thumbs down", Facets?.ThumbsDown ?? 0, (Address with { ThumbsDown = !Address.ThumbsDown, PageNumber = 1 }).ToUri(), Address.ThumbsDown),
            ]);
            if (Facets?.Categories is { Count: > 0 } categories)
            {
                yield return new Group("Topic", [.. categories.OrderByDescending(c => c.Value).Take(8).Select(CategoryFacet)]);
            }
        }
    }

    private IEnumerable<Facet> VerdictFacets(Evaluator evaluator)
    {
        var counts = Facets?.Verdicts.GetValueOrDefault(evaluator.Name);
        var labels = evaluator.Choices.Select(c => (c.Label, c.Title))
            .Append(("not_judged", "Not judged")).Append(("stale", "New turn since"));
        foreach (var (label, title) in labels)
        {
            var active = Address.Verdicts.Contains((evaluator.Name, label));
            yield return new Facet(title, counts?.GetValueOrDefault(label) ?? 0, Address.Toggle(evaluator.Name, label).ToUri(), active);
        }
    }

    private Facet CategoryFacet(KeyValuePair<string, int> category)
    {
        var active = Address.Category == category.Key;
        var words = category.Key switch { "order_status" => "Orders", "faq" => "General questions", var other => other };
        return new Facet(words, category.Value, (Address with { Category = active ? null : category.Key, PageNumber = 1 }).ToUri(), active);
    }

    private sealed record Group(string Title, IReadOnlyList<Facet> Facets);

    private sealed record Facet(string Words, int Count, string Href, bool Active);
}
