namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// Everything that sessions are filtered, counted, summed and ordered by, in memory: for every number a column by session key, for every
/// value the set of sessions that have it. The keys are those of the index's table <c>session</c>. Not safe for use while it is written.
/// </summary>
internal sealed class SessionColumns
{
    private static readonly Column[] AllColumns = Enum.GetValues<Column>();

    private readonly long[][] _numbers = [.. AllColumns.Select(static _ => Array.Empty<long>())];
    private readonly Ordering?[] _orderings = new Ordering?[AllColumns.Length];
    private readonly Lock _building = new();
    private readonly Runs<byte> _ids = new();
    private readonly Runs<int> _values = new();

    /// <summary>One more than the greatest key there ever was.</summary>
    public int Keys { get; private set; }

    public int Sessions { get; private set; }

    /// <summary>Words of a set that has room for every key.</summary>
    public int Words => (Keys + Bits.WordBits - 1) / Bits.WordBits;

    public FacetValues Facets { get; } = new();

    /// <summary>The names behind the numbers of <see cref="Column.Category"/> and <see cref="Column.User"/>.</summary>
    public NameOrder Names { get; } = new();

    public TimeBlocks Time { get; } = new();

    /// <summary>One byte per turn of a session, see <see cref="Indexing.LatencyScale"/>.</summary>
    public Runs<byte> Latencies { get; } = new();

    /// <summary>What all of it takes in memory, in bytes.</summary>
    public long Size =>
        _numbers.Sum(static column => column.Length * 8L) + _orderings.Sum(static ordering => ordering?.Size ?? 0) + _ids.Size + _values.Size + Latencies.Size + Facets.Size + Names.Size;

    public long[] this[Column column] => _numbers[(int)column];

    public bool Has(int key) => key < Keys && !_values[key].IsEmpty;

    public string SessionId(int key) => System.Text.Encoding.UTF8.GetString(_ids[key]);

    /// <summary>Makes room for keys below this one, before many are added.</summary>
    public void Reserve(int keys)
    {
        if (keys > _numbers[0].Length)
        {
            for (var column = 0; column < _numbers.Length; column++)
            {
                Array.Resize(ref _numbers[column], keys);
            }
        }
    }

    /// <summary>Adds a session, or replaces what is known of it.</summary>
    public void Set(SessionEntry entry)
    {
        var key = entry.Key;
        if (key >= Keys)
        {
            Reserve(key < _numbers[0].Length ? 0 : Math.Max(key + 1, _numbers[0].Length + (_numbers[0].Length / 4)));
            Keys = key + 1;
        }

        var known = Has(key);

        // A key is given out again when the newest session was deleted.
        var renamed = known && !_ids[key].SequenceEqual(entry.SessionId);
        Span<bool> moved = stackalloc bool[AllColumns.Length];
        foreach (var column in AllColumns)
        {
            moved[(int)column] = !known || renamed || this[column][key] != entry[column] || this[Column.Active][key] != entry[Column.Active];
            if (known && moved[(int)column])
            {
                _orderings[(int)column]?.Remove(key);
            }
        }

        Replace(entry, known);
        foreach (var column in AllColumns)
        {
            if (moved[(int)column])
            {
                _orderings[(int)column]?.Insert(key);
            }
        }
    }

    /// <summary>Replaces a whole column; its order is made anew when it is asked for.</summary>
    public void Fill(Column column, long[] numbers)
    {
        numbers.CopyTo(_numbers[(int)column], 0);
        _orderings[(int)column] = null;
    }

    /// <summary>Takes a session out; nothing happens when it is not there.</summary>
    public void Remove(int key)
    {
        if (!Has(key))
        {
            return;
        }

        foreach (var ordering in _orderings)
        {
            ordering?.Remove(key);
        }

        foreach (var value in _values[key])
        {
            Facets.Postings(value).Remove(key);
        }

        _values.Set(key, []);
        Latencies.Set(key, []);
        Sessions--;
    }

    /// <summary>By a column, then by the last activity, then by the session id: no two sessions are equal.</summary>
    public int Compare(Column column, int left, int right)
    {
        var numbers = this[column];
        if (numbers[left] != numbers[right])
        {
            return IsName(column) ? Names.Compare(numbers[left], numbers[right]) : numbers[left] < numbers[right] ? -1 : 1;
        }

        var active = this[Column.Active];
        if (active[left] != active[right])
        {
            return active[left] < active[right] ? -1 : 1;
        }

        var byId = _ids[left].SequenceCompareTo(_ids[right]);
        return byId != 0 ? byId : left.CompareTo(right);
    }

    /// <summary>Some keys, from the first to the last.</summary>
    public List<int> Some(int most)
    {
        var step = Math.Max(1, Keys / most);
        return [.. Enumerable.Range(0, Keys / step).Select(number => number * step).Where(Has)];
    }

    /// <summary>The column's numbers stand for names.</summary>
    public static bool IsName(Column column) => column is Column.Category or Column.User;

    /// <summary>All sessions in the order of a column; made when it is asked for first. Only while nothing writes.</summary>
    public Ordering Ordered(Column column)
    {
        lock (_building)
        {
            return _orderings[(int)column] ??= OrderingBuilder.Build(this, column);
        }
    }

    /// <summary>Writes everything but what can be computed from the rest in a moment.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Keys);
        writer.Write(Sessions);
        foreach (var numbers in _numbers)
        {
            PackedNumbers.Write(writer, numbers.AsSpan(0, Keys));
        }

        _ids.Write(writer, Keys);
        _values.Write(writer, Keys);
        Latencies.Write(writer, Keys);
        Names.Write(writer);
        Facets.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into columns that are empty.</summary>
    /// <exception cref="InvalidDataException">The file says what cannot be; what other exceptions a broken one leads to depends on where it is broken.</exception>
    public void Read(BinaryReader reader)
    {
        Keys = reader.ReadInt32();
        Sessions = reader.ReadInt32();
        for (var column = 0; column < _numbers.Length; column++)
        {
            _numbers[column] = PackedNumbers.Read(reader);
        }

        _ids.Read(reader);
        _values.Read(reader);
        Latencies.Read(reader);
        Names.Read(reader);
        Facets.Read(reader);
        if (Array.Exists(_numbers, numbers => numbers.Length != Keys))
        {
            throw new InvalidDataException("A column has another length than it should have.");
        }

        for (var key = 0; key < Keys; key++)
        {
            if (Has(key))
            {
                Time.Add(key, this[Column.Started][key], this[Column.Active][key]);
            }
        }
    }

    private void Replace(SessionEntry entry, bool known)
    {
        var key = entry.Key;
        foreach (var column in AllColumns)
        {
            this[column][key] = entry[column];
        }

        foreach (var value in _values[key])
        {
            if (!entry.Values.Contains(value))
            {
                Facets.Postings(value).Remove(key);
            }
        }

        foreach (var value in entry.Values)
        {
            Facets.Postings(value).Add(key, Keys);
        }

        _values.Set(key, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(entry.Values));
        _ids.Set(key, entry.SessionId);
        Latencies.Set(key, entry.Latencies);
        Time.Add(key, entry[Column.Started], entry[Column.Active]);
        Sessions += known ? 0 : 1;
    }
}
