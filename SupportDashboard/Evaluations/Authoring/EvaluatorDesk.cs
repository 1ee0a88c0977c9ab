namespace SupportDashboard.Evaluations.Authoring;

/// <summary>One author's work on one evaluator: the draft, what it is based on, what is wrong with it.</summary>
public sealed class EvaluatorDesk
{
    private readonly EvaluatorBook _book;
    private readonly EvaluatorStore _store;

    internal EvaluatorDesk(EvaluatorBook book, EvaluatorStore store) => (_book, _store) = (book, store);

    /// <summary>What is written.</summary>
    public EvaluatorDraft Draft { get; private set; } = EvaluatorDraft.Example();

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<DraftProblem> Problems { get; private set; } = [];

    /// <summary>The published version that the draft began with; null for a new evaluator.</summary>
    public Evaluator? Base { get; private set; }

    /// <summary>The draft as an evaluator; null while there are problems. Of the product's own it is what they are.</summary>
    public Evaluator? Current { get; private set; }

    /// <summary>It is one of the product's: to be read and copied, not changed.</summary>
    public bool IsBuiltIn { get; private set; }

    /// <summary>The draft differs from what it began with.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Opens an evaluator.</summary>
    /// <param name="name">Its name; null for a new one.</param>
    /// <param name="copyOf">For a new one: whose copy it begins as; null for an example.</param>
    /// <returns>False when there is none of this name.</returns>
    public bool Open(string? name, string? copyOf)
    {
        Base = name is null ? null : _book.Find(name);
        IsBuiltIn = name is not null && EvaluatorCatalog.Find(name) is not null;
        var source = Base ?? (copyOf is null ? null : _book.Find(copyOf));
        if ((name is not null && Base is null) || (copyOf is not null && source is null))
        {
            return false;
        }

        Draft = source is null ? EvaluatorDraft.Example() : EvaluatorDraft.From(source);
        if (name is null && source is not null)
        {
            (Draft.Name, Draft.Title) = (source.Name.Length <= 45 ? source.Name + "_copy" : "", source.Title);
        }

        // A copy can be published as it is; an example has to be written first.
        Check();
        IsChanged = name is null && Current is not null;
        return true;
    }

    /// <summary>Looks for what others have published.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => _store.RefreshAsync(cancellationToken);

    /// <summary>Looks at the draft after it was changed.</summary>
    public void Check()
    {
        if (IsBuiltIn)
        {
            (Current, Problems, IsChanged) = (Base, [], false);
            return;
        }

        Current = EvaluatorRules.Build(Draft, out var problems);
        Problems = problems;
        IsChanged = Current is null || Base is null || EvaluatorJson.Write(Current) != EvaluatorJson.Write(Base);
        Current = Current is null ? null : Current with { Version = (Base?.Version ?? 0) + 1 };
    }

    /// <summary>Takes what a YAML file holds into the draft.</summary>
    /// <returns>Why it cannot, as a sentence; null when it could.</returns>
    public string? Import(string yaml)
    {
        if (EvaluatorYaml.Read(yaml, out var problem) is not { } read)
        {
            return problem;
        }

        if (Base is not null)
        {
            // The file changes this evaluator; it does not rename it.
            read.Name = Base.Name;
        }

        Draft = read;
        Check();
        return null;
    }

    /// <summary>Retires the evaluator, or brings it back; what is written stays.</summary>
    /// <returns>Why it was not done, as a sentence; null when it was.</returns>
    public async Task<string?> RetireAsync(bool retired, CancellationToken cancellationToken)
    {
        if (Base is not { } evaluator)
        {
            return "It is not published yet.";
        }

        var problem = await _store.RetireAsync(evaluator.Name, retired, cancellationToken);
        Base = evaluator with { RetiredAt = _book.Find(evaluator.Name)?.RetiredAt };
        return problem;
    }

    /// <summary>Publishes the draft as the next version.</summary>
    /// <returns>Why it was not, as a sentence; null when it was.</returns>
    public async Task<string?> PublishAsync(CancellationToken cancellationToken)
    {
        Check();
        if (IsBuiltIn || Current is not { } evaluator)
        {
            return IsBuiltIn ? "An evaluator of the product cannot be changed. Copy it." : "Something is still missing; see above.";
        }

        var outcome = await _store.PublishAsync(evaluator, Base?.Version ?? 0, cancellationToken);
        if (outcome.Published is { } published)
        {
            (Base, IsChanged) = (published, false);
            Check();
        }
        else if (Base is not null)
        {
            // Somebody else may have published or retired it meanwhile: whoever has seen that can go on from there.
            Base = _book.Find(Base.Name) ?? Base;
            Check();
        }

        return outcome.Problem;
    }
}
