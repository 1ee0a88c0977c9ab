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
