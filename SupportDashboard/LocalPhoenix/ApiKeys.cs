using System.Security.Cryptography;
using System.Text;

namespace SupportDashboard.LocalPhoenix;

/// <summary>
/// The keys that callers of the embedded Phoenix may show. Two, so that one can be replaced while senders still use the other.
/// Only their hashes are compared; they are never rendered or logged, and this type has no generated text form.
/// </summary>
public sealed class ApiKeys
{
    /// <summary>The configuration key, an environment variable: one key, or two separated by a comma.</summary>
    public const string ConfigurationKey = "SUPPORTDASHBOARD_API_KEY";

    /// <summary>No key: everyone on this machine may call.</summary>
    public static readonly ApiKeys None = new([]);

    private const int MaxKeys = 2;

    private readonly byte[][] _hashes;

    private ApiKeys(IReadOnlyList<string> keys)
    {
        _hashes = [.. keys.Select(Hash)];
        Own = keys.Count > 0 ? keys[0] : null;
    }

    /// <summary>Whether callers must show a key.</summary>
    public bool IsRequired => _hashes.Length > 0;

    /// <summary>The key that the application itself shows; <see langword="null"/> when none is needed.</summary>
    internal string? Own { get; }

    /// <summary>Reads the setting; one that is missing or blank asks for no key.</summary>
    /// <exception cref="ApiKeyException">The setting holds no usable key: an open server is not what was asked for.</exception>
    public static ApiKeys Parse(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return None;
        }

        var keys = setting.Split(',', StringSplitOptions.TrimEntries);
        return keys.Length <= MaxKeys && Array.TrueForAll(keys, IsUsable)
            ? new(keys)
            : throw new ApiKeyException($"{ConfigurationKey} must be one key, or two separated by a comma, of visible ASCII characters without spaces.");
    }

    /// <summary>Whether the token is one of the keys. The time it takes tells nothing about them.</summary>
    public bool Accept(ReadOnlySpan<char> token)
    {
        var hash = Hash(token.ToString());
        var accepted = false;
        foreach (var known in _hashes)
        {
            accepted |= CryptographicOperations.FixedTimeEquals(hash, known);
        }

        return accepted;
    }

    private static bool IsUsable(string key) => key.Length > 0 && key.All(static character => character is > ' ' and <= '~');

    // Hashes have one length, whatever the keys have.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
