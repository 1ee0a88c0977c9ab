namespace SupportDashboard.Sessions.Columns;

/// <summary>What the columns take of one session; reused from one session to the next while they are filled.</summary>
internal sealed class SessionEntry
{
    private readonly long[] _numbers = new long[Enum.GetValues<Column>().Length];

    public int Key { get; set; }

    public long Project { get; set; }

    /// <summary>The session id in UTF-8: it makes every order total.</summary>
    public byte[] SessionId { get; set; } = [];

    public byte[] Latencies { get; set; } = [];

    /// <summary>Keys of <see cref="FacetValues"/>.</summary>
    public List<int> Values { get; } = [];

    public ref long this[Column column] => ref _numbers[(int)column];
}
