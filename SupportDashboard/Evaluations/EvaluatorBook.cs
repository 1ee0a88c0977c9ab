using SupportDashboard.Hosting;

namespace SupportDashboard.Evaluations;

/// <summary>
/// The evaluators there are: those of the product, then the published ones by name, in all their versions. Always a whole and never waits, so that
/// pages can ask it for words while they render; what is published shows at once to whoever subscribed.
/// </summary>
public sealed class EvaluatorBook
{
    private readonly Subscribers _subscribers = new();
    private IReadOnlyDictionary<string, IReadOnlyList<Evaluator>> _versions = VersionsOf([]);

    /// <summary>A book of the product's evaluators.</summary>
    public EvaluatorBook() => All = EvaluatorCatalog.All;

    /// <summary>The newest version of every evaluator, retired ones among them: the standard ones first, the published ones last.</summary>
    public IReadOnlyList<Evaluator> All { get; private set; }

    /// <summary>Those of them that can be asked.</summary>
    public IEnumerable<Evaluator> InUse => All.Where(static evaluator => !evaluator.IsRetired);

    /// <summary>The evaluators that are asked unless others are chosen, in the order in which badges are shown.</summary>
    public IReadOnlyList<Evaluator> Standard { get; } = EvaluatorCatalog.Standard;

    /// <summary>The newest version of the evaluator with exactly this name, or null.</summary>
    public Evaluator? Find(string name) => Versions(name) is [var newest, ..] ? newest : null;

    /// <summary>One version of the evaluator with exactly this name, or null.</summary>
    public Evaluator? Find(string name, int version) => Versions(name).FirstOrDefault(evaluator => evaluator.Version == version);

    /// <summary>Every version of the evaluator with exactly this name, the newest first; empty when there is none.</summary>
    public IReadOnlyList<Evaluator> Versions(string name) => Volatile.Read(ref _versions).GetValueOrDefault(name) ?? [];

    /// <summary>The evaluator's name for people; the name itself where it is unknown.</summary>
    public string TitleOf(string name) => Find(name)?.Title ?? name;

    /// <summary>What a label of an evaluator means, by the newest version that has it: verdicts of older versions keep their words.</summary>
    public EvaluatorChoice? FindChoice(string name, string? label) => Versions(name).Select(evaluator => evaluator.Find(label)).FirstOrDefault(static choice => choice is not null);

    /// <summary>Calls back, from any thread, when evaluators were published, retired or brought back, until the token is disposed.</summary>
    public IDisposable Subscribe(Action changed) => _subscribers.Subscribe(changed);

    /// <summary>Replaces the published evaluators.</summary>
    /// <param name="published">All versions of all of them, in no order.</param>
    internal void Show(IReadOnlyList<Evaluator> published)
    {
        var versions = VersionsOf(published);
        Volatile.Write(ref _versions, versions);
        All =
        [
            .. EvaluatorCatalog.All,
            .. versions.Values.Select(static all => all[0]).Where(static evaluator => EvaluatorCatalog.Find(evaluator.Name) is null).OrderBy(static evaluator => evaluator.Name, StringComparer.Ordinal),
        ];
        _subscribers.Publish();
    }

    // A published evaluator that has the name of one that came with a later version of the product stays out of its way.
    private static Dictionary<string, IReadOnlyList<Evaluator>> VersionsOf(IReadOnlyList<Evaluator> published) => EvaluatorCatalog.All
        .Concat(published.Where(static evaluator => EvaluatorCatalog.Find(evaluator.Name) is null))
        .GroupBy(static evaluator => evaluator.Name, StringComparer.Ordinal)
        .ToDictionary(static same => same.Key, static same => (IReadOnlyList<Evaluator>)[.. same.OrderByDescending(static evaluator => evaluator.Version)], StringComparer.Ordinal);
}
