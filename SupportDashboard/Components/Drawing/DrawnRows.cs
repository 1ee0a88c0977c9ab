using System.Security.Cryptography;
using System.Text;

namespace SupportDashboard.Components.Drawing;

/// <summary>What of a list stands in the browser: a few bytes for each row, enough to send only what changed.</summary>
internal sealed class DrawnRows
{
    private UInt128 _frame;
    private Dictionary<string, UInt128> _rows = new(StringComparer.Ordinal);
    private string[] _order = [];

    /// <summary>Names a row of an id: 16 hexadecimal digits.</summary>
    public static string KeyOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 8));

    /// <summary>Compares a list with what stands in the browser and takes it for drawn.</summary>
    /// <param name="frame">The HTML around the rows.</param>
    /// <param name="rows">The HTML of each row under its key, in their order; a key that comes again is left out.</param>
    public ListDrawing Draw(string frame, IEnumerable<(string Key, string Html)> rows)
    {
        var framed = HtmlDigest.Of(frame);
        if (framed != _frame)
        {
            Forget();
        }

        var drawn = new Dictionary<string, UInt128>(StringComparer.Ordinal);
        var changes = new List<DrawnRow>();
        foreach (var (key, html) in rows)
        {
            var digest = HtmlDigest.Of(html);
            if (drawn.TryAdd(key, digest))
            {
                changes.Add(new(key, _rows.TryGetValue(key, out var before) && before == digest ? null : html));
            }
        }

        string[] order = [.. changes.Select(static row => row.Key)];
        var same = framed == _frame && order.AsSpan().SequenceEqual(_order) && changes.TrueForAll(static row => row.Html is null);
        var drawing = new ListDrawing(framed == _frame ? null : frame, changes) { IsEmpty = same };
        (_frame, _rows, _order) = (framed, drawn, order);
        return drawing;
    }

    /// <summary>True where the browser holds the rows in this HTML around them.</summary>
    public bool StandIn(string frame) => HtmlDigest.Of(frame) == _frame;

    /// <summary>Nothing stands in the browser any more.</summary>
    public void Forget() => (_frame, _rows, _order) = (default, new(StringComparer.Ordinal), []);
}
