using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Columns;

/// <summary>Looks for words in the texts themselves: for words that are in no index, for texts that are in none yet, and to make sure of hits.</summary>
internal static class TextScan
{
    private const long MostCharacters = 10_000_000;
    private const int ReadAtOnce = 200;

    /// <summary>Those of the sessions that say all words, each anywhere in them.</summary>
    /// <param name="connection">The index.</param>
    /// <param name="sessions">Which to read, first those that matter most.</param>
    /// <param name="words">At most 31.</param>
    /// <param name="cut">There was too much text: the last sessions were not read.</param>
    public static List<int> Find(SqliteConnection connection, IReadOnlyList<int> sessions, IReadOnlyList<string> words, out bool cut)
    {
        var wanted = words.Select(static word => new Wanted(word)).ToArray();
        var said = new Dictionary<int, int>();
        var left = MostCharacters;
        foreach (var part in sessions.Chunk(ReadAtOnce))
        {
            left -= Read(connection, part, wanted, said, left);
            if (left < 0)
            {
                break;
            }
        }

        cut = left < 0;
        var all = (1 << wanted.Length) - 1;
        return [.. said.Where(session => session.Value == all).Select(static session => session.Key)];
    }

    private static long Read(SqliteConnection connection, int[] sessions, Wanted[] words, Dictionary<int, int> said, long most)
    {
        var list = string.Join(',', sessions.Select(static key => key.ToString(CultureInfo.InvariantCulture)));
        using var rows = new RawRows(connection, $"SELECT session, input, output FROM trace WHERE session IN ({list})");
        var read = 0L;
        while (read <= most && rows.Read())
        {
            ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(said, (int)rows.Number(0), out _);
            for (var column = 1; column <= 2; column++)
            {
                var text = rows.Bytes(column);
                read += text.Length;
                for (var word = 0; word < words.Length; word++)
                {
                    found |= (found & (1 << word)) == 0 && words[word].IsIn(text) ? 1 << word : 0;
                }
            }
        }

        return read;
    }

    // Most words are plain letters, and are found in the bytes as SQLite has them; for others case is more than a bit.
    private sealed class Wanted(string word)
    {
        private readonly byte[]? _ascii = Ascii.IsValid(word) ? Encoding.ASCII.GetBytes(word) : null;

        public bool IsIn(ReadOnlySpan<byte> text) => _ascii is null
            ? Encoding.UTF8.GetString(text).Contains(word, StringComparison.OrdinalIgnoreCase)
            : IsIn(text, _ascii);

        private static bool IsIn(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
        {
            var (lower, upper) = ((byte)char.ToLowerInvariant((char)word[0]), (byte)char.ToUpperInvariant((char)word[0]));
            while (text.IndexOfAny(lower, upper) is >= 0 and var at && text.Length - at >= word.Length)
            {
                if (Ascii.EqualsIgnoreCase(text.Slice(at, word.Length), word))
                {
                    return true;
                }

                text = text[(at + 1)..];
            }

            return false;
        }
    }
}
