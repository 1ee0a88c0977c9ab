namespace SupportDashboard.Sessions.Columns;

/// <summary>A short list of values for every session, all in one array: a million small arrays would cost more than what they hold.</summary>
internal sealed class Runs<T>
    where T : unmanaged
{
    private T[] _values = [];
    private int[] _starts = [];
    private int[] _lengths = [];
    private int _end;
    private int _lost;

    /// <summary>Values in use.</summary>
    public int Count => _end - _lost;

    /// <summary>What it takes in memory, in bytes.</summary>
    public long Size => ((long)_values.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>()) + (_starts.Length * 8L);

    public ReadOnlySpan<T> this[int key] => key < _starts.Length ? _values.AsSpan(_starts[key], _lengths[key]) : default;

    public void Set(int key, ReadOnlySpan<T> values)
    {
        if (key >= _starts.Length)
        {
            var length = Math.Max(key + 1, _starts.Length + (_starts.Length / 4));
            Array.Resize(ref _starts, length);
            Array.Resize(ref _lengths, length);
        }

        if (values.Length > _lengths[key])
        {
            _lost += _lengths[key];
            _starts[key] = Append(key, values.Length);
        }
        else
        {
            _lost += _lengths[key] - values.Length;
        }

        _lengths[key] = values.Length;
        values.CopyTo(_values.AsSpan(_starts[key]));
    }

    /// <summary>Writes the lists of all keys below a bound, without the holes between them.</summary>
    public void Write(BinaryWriter writer, int keys)
    {
        var lengths = new long[keys];
        var values = GC.AllocateUninitializedArray<T>(Count);
        var end = 0;
        for (var key = 0; key < keys; key++)
        {
            lengths[key] = this[key].Length;
            this[key].CopyTo(values.AsSpan(end));
            end += this[key].Length;
        }

        PackedNumbers.Write(writer, lengths);
        PackedNumbers.WriteRaw<T>(writer, values.AsSpan(0, end));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        _lengths = Array.ConvertAll(PackedNumbers.Read(reader), static length => checked((int)length));
        _values = PackedNumbers.ReadRaw<T>(reader);
        _starts = new int[_lengths.Length];
        (_end, _lost) = (0, 0);
        for (var key = 0; key < _lengths.Length; key++)
        {
            _starts[key] = _end;
            _end += _lengths[key];
        }

        if (_end != _values.Length)
        {
            throw new InvalidDataException("The lists are not as long as they say.");
        }
    }

    private int Append(int key, int length)
    {
        if (_lost > 1024 && _lost > _end / 2)
        {
            _lengths[key] = 0;
            Compact();
        }

        if (_end + length > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(_end + length, _values.Length + (_values.Length / 4)));
        }

        var start = _end;
        _end += length;
        return start;
    }

    private void Compact()
    {
        var values = new T[_end - _lost + (_end / 8)];
        var end = 0;
        for (var key = 0; key < _starts.Length; key++)
        {
            this[key].CopyTo(values.AsSpan(end));
            _starts[key] = end;
            end += _lengths[key];
        }

        (_values, _end, _lost) = (values, end, 0);
    }
}
