using System.Collections.Concurrent;
using System.Globalization;

namespace SupportDashboard.Tracing;

/// <summary>
/// Export requests on their way, one file each: written before a request is sent and deleted when it was acknowledged, so that neither a Phoenix that is
/// down nor the end of this process loses a turn. Files of requests in progress are not offered for another delivery.
/// </summary>
internal sealed class TraceOutbox
{
    /// <summary>Above this the agent's outbox takes nothing more: the disk belongs to others too.</summary>
    public const long MaxBytes = 512L * 1024 * 1024;

    private const string Suffix = ".otlp";
    private const string DraftSuffix = ".tmp";

    private readonly ConcurrentDictionary<string, bool> _inProgress = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private readonly string _folder;
    private readonly long _maxBytes;
    private int _count;

    /// <param name="folder">The folder; made if needed.</param>
    /// <param name="clock">Names the files.</param>
    /// <param name="maxBytes">Above this it takes nothing more.</param>
    public TraceOutbox(string folder, TimeProvider clock, long maxBytes = MaxBytes)
    {
        (_clock, _maxBytes) = (clock, maxBytes);
        _folder = Directory.CreateDirectory(folder).FullName;
        foreach (var draft in Directory.GetFiles(_folder, "*" + DraftSuffix))
        {
            // The process that wrote it ended in the middle; nothing in it was promised to anybody.
            File.Delete(draft);
        }
    }

    /// <summary>Writes a request's body and claims it; null when the outbox is full.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public string? Keep(ReadOnlySpan<byte> body)
    {
        if (new DirectoryInfo(_folder).EnumerateFiles().Sum(static file => file.Length) + body.Length > _maxBytes)
        {
            return null;
        }

        // Named by time, so that the oldest is delivered first; renamed when complete, so that half a file is never sent.
        var name = string.Create(CultureInfo.InvariantCulture, $"{_clock.GetUtcNow().UtcTicks:D19}-{Interlocked.Increment(ref _count):D6}-{Environment.ProcessId}");
        var path = Path.Combine(_folder, name + Suffix);
        var draft = path + DraftSuffix;
        _inProgress[path] = true;
        File.WriteAllBytes(draft, body);
        File.Move(draft, path);
        return path;
    }

    /// <summary>The request was acknowledged, or will never be.</summary>
    public void Remove(string path)
    {
        File.Delete(path);
        Release(path);
    }

    /// <summary>The request failed: it is to be delivered later.</summary>
    public void Release(string path) => _inProgress.TryRemove(path, out _);

    /// <summary>Claims a waiting request; false when it is being sent already.</summary>
    public bool TryClaim(string path) => _inProgress.TryAdd(path, true);

    /// <summary>The requests that wait, oldest first.</summary>
    public IReadOnlyList<string> Waiting() =>
        [.. Directory.GetFiles(_folder, "*" + Suffix).Where(path => !_inProgress.ContainsKey(path)).Order(StringComparer.Ordinal)];
}
