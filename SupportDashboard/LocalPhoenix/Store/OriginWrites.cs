using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Keeps each origin once, however many spans have it. One piece of writing looks each up once.</summary>
internal sealed class OriginWrites(StoreConnection writer)
{
    // The spans of one request share the object: it need not be compared byte by byte.
    private readonly Dictionary<SpanOrigin, long> _rows = new(ReferenceEqualityComparer.Instance);

    /// <summary>The row of an origin; <see langword="null"/> for none.</summary>
    public long? GetOrCreate(SpanOrigin? origin)
    {
        if (origin is null)
        {
            return null;
        }

        return _rows.TryGetValue(origin, out var known) ? known : _rows[origin] = Find(origin);
    }

    /// <summary>Deletes those of the origins that no span has any more.</summary>
    public static void DeleteUnused(StoreConnection writer, IReadOnlyList<long> rows) => writer.Run(
        """
        DELETE FROM origins WHERE id IN (SELECT value FROM json_each($1))
            AND NOT EXISTS (SELECT 1 FROM span_bodies WHERE origin_row = origins.id)
        """,
        JsonSerializer.Serialize(rows));

    private long Find(SpanOrigin origin)
    {
        var hash = Hash(origin);
        if (writer.Value<long?>("SELECT id FROM origins WHERE hash = $1", hash) is { } row)
        {
            return row;
        }

        writer.Run(
            "INSERT INTO origins (hash, resource, scope_name, scope_version) VALUES ($1, $2, $3, $4)",
            hash, origin.Resource, origin.ScopeName, origin.ScopeVersion);
        return writer.LastRow;
    }

    // Each part is preceded by its length, so that no two origins run together into the same bytes.
    private static byte[] Hash(SpanOrigin origin)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (byte[][])[origin.Resource, Encoding.UTF8.GetBytes(origin.ScopeName), Encoding.UTF8.GetBytes(origin.ScopeVersion)])
        {
            sha.AppendData(BitConverter.GetBytes((long)part.Length));
            sha.AppendData(part);
        }

        return sha.GetHashAndReset();
    }
}
