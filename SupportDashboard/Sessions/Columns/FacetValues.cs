namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// Every value that sessions are filtered by and counted under, per project, with the sessions that have it. Kinds are those of the
/// index's table <c>value</c>, and those below, which follow from a session's numbers.
/// </summary>
internal sealed class FacetValues
{
    /// <summary>All sessions of the project; the name is empty.</summary>
    public const string Everything = "*";

    /// <summary>The name is an evaluator whose verdict stands, whatever it says.</summary>
    public const string Judged = "judged";

    /// <summary>Sessions with a span that failed; the name is empty.</summary>
    public const string WithErrors = "errors";

    /// <summary>Sessions that need a look; the name is empty.</summary>
    public const string NeedsLook = "look";

    /// <summary>Sessions with any stale verdict; the name is empty.</summary>
    public const string AnyStale = "any_stale";

    // Of equally frequent values the alphabetically first are kept.
    private static readonly Comparer<(int Count, string Name)> Fewest = Comparer<(int Count, string Name)>.Create(
        static (left, right) => left.Count != right.Count ? left.Count.CompareTo(right.Count) : string.CompareOrdinal(right.Name, left.Name));

    private readonly Dictionary<(long Project, string Kind, string Name), int> _keys = [];
    private readonly Dictionary<(long Project, string Kind), List<int>> _byKind = [];
    private readonly List<(string Name, Postings Postings)> _values = [];

    /// <summary>What the sessions' sets take in memory, in bytes.</summary>
    public long Size => _values.Sum(static value => value.Postings.Size);

    /// <summary>The key of a value, made on first sight.</summary>
    public int Key(long project, string kind, string name)
    {
        if (_keys.TryGetValue((project, kind, name), out var key))
        {
            return key;
        }

        key = _values.Count;
        _values.Add((name, new Postings()));
        _keys.Add((project, kind, name), key);
        if (!_byKind.TryGetValue((project, kind), out var same))
        {
            _byKind.Add((project, kind), same = []);
        }

        same.Add(key);
        return key;
    }

    /// <summary>Writes all values in the order of their keys.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_values.Count);
        foreach (var ((project, kind, name), key) in _keys.OrderBy(static value => value.Value))
        {
            writer.Write(project);
            writer.Write(kind);
            writer.Write(name);
            _values[key].Postings.Write(writer);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, where there are no values yet.</summary>
    public void Read(BinaryReader reader)
    {
        var values = reader.ReadInt32();
        for (var value = 0; value < values; value++)
        {
            Postings(Key(reader.ReadInt64(), reader.ReadString(), reader.ReadString())).Read(reader);
        }
    }

    public Postings Postings(int key) => _values[key].Postings;

    /// <summary>The sessions that have a value; null when none ever had.</summary>
    public Postings? Find(long project, string kind, string name) => _keys.TryGetValue((project, kind, name), out var key) ? _values[key].Postings : null;

    /// <summary>The values of a kind that most sessions have, most first. A kind may have as many values as there are sessions, so they are not all sorted.</summary>
    public IEnumerable<(string Name, Postings Postings)> Most(long project, string kind, int most)
    {
        var best = new PriorityQueue<int, (int Count, string Name)>(Fewest);
        foreach (var key in _byKind.GetValueOrDefault((project, kind)) ?? [])
        {
            var (name, postings) = _values[key];
            if (postings.Count == 0)
            {
                continue;
            }

            if (best.Count < most)
            {
                best.Enqueue(key, (postings.Count, name));
            }
            else
            {
                best.EnqueueDequeue(key, (postings.Count, name));
            }
        }

        var ordered = new (string, Postings)[best.Count];
        for (var place = ordered.Length - 1; place >= 0; place--)
        {
            ordered[place] = _values[best.Dequeue()];
        }

        return ordered;
    }
}
