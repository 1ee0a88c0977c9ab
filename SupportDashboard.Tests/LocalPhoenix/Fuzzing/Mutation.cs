using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportDashboard.Tests.LocalPhoenix.Fuzzing;

/// <summary>One damage to a body. The numbers mean something for a body of any length.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Where">The place, modulo the length.</param>
/// <param name="What">How long, which bit or which word.</param>
internal readonly record struct Mutation(MutationKind Kind, uint Where, uint What)
{
    private const int LongestPiece = 64;

    private static readonly string[] Tokens =
    [
        "null", "true", "0", "-1", "1e999", "18446744073709551616", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[[[[[[[", "{\"a\":", "}", "]", ",", "\"",
        "NaN", "0.1e-400", "\"2026-01-01T00:00:00Z\"",
    ];

    // A length of -1, of 2^31 - 1, of 2^31, a number without an end, and small ones.
    private static readonly byte[][] Lengths =
    [
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], [0xff, 0xff, 0xff, 0xff, 0x07], [0x80, 0x80, 0x80, 0x80, 0x08],
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0x00], [0x01], [0x7f], [0xff, 0x7f],
    ];

    /// <summary>Anything at all.</summary>
    public static Mutation Next(Random random) =>
        new((MutationKind)random.Next(Enum.GetValues<MutationKind>().Length), (uint)random.NextInt64(uint.MaxValue), (uint)random.NextInt64(uint.MaxValue));

    /// <summary>The damaged body; the one given stays as it is.</summary>
    public byte[] Apply(byte[] body)
    {
        var at = body.Length == 0 ? 0 : (int)(Where % (uint)body.Length);
        var piece = (int)Math.Min(What % LongestPiece + 1, body.Length - at);
        return Kind switch
        {
            MutationKind.FlipBit => Replace(body, at, Math.Min(1, piece), body.Length == 0 ? [] : [(byte)(body[at] ^ (1 << (int)(What % 8)))]),
            MutationKind.SetByte => Replace(body, at, Math.Min(1, piece), [(byte)What]),
            MutationKind.Truncate => body[..at],
            MutationKind.Remove => Replace(body, at, piece, []),
            MutationKind.Repeat => Replace(body, at, 0, body.AsSpan(at, piece)),
            MutationKind.Splice => Replace(body, (int)(What % (uint)(body.Length + 1)), 0, body.AsSpan(at, piece)),
            MutationKind.Length => Replace(body, at, Math.Min(1, piece), Lengths[What % Lengths.Length]),
            MutationKind.Token => Replace(body, at, (int)(What % 3), Word),
            _ => ReplaceValue(body),
        };
    }

    private byte[] Word => Encoding.UTF8.GetBytes(Tokens[What % Tokens.Length]);

    private static byte[] Replace(byte[] body, int at, int length, ReadOnlySpan<byte> with) =>
        [.. body.AsSpan(0, at), .. with, .. body.AsSpan(Math.Min(body.Length, at + length))];

    private byte[] ReplaceValue(byte[] body)
    {
        try
        {
            var root = JsonNode.Parse(body);
            var values = root is null ? [] : Values(root).ToList();
            if (values.Count > 0)
            {
                values[(int)(Where % (uint)values.Count)].ReplaceWith(JsonNode.Parse(Tokens[What % 11]));
                return Encoding.UTF8.GetBytes(root!.ToJsonString());
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // It is no JSON, or was damaged before: then a word somewhere in it has to do.
        }

        return new Mutation(MutationKind.Token, Where, What).Apply(body);
    }

    /// <summary>Everything below a node; what is null has no node that could be replaced.</summary>
    private static IEnumerable<JsonNode> Values(JsonNode node) => node switch
    {
        JsonObject fields => fields.Select(static field => field.Value).OfType<JsonNode>().SelectMany(static value => Values(value).Prepend(value)),
        JsonArray items => items.OfType<JsonNode>().SelectMany(static value => Values(value).Prepend(value)),
        _ => [],
    };
}
