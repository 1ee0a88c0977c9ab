using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix;

/// <summary>How the embedded Phoenix listens and what it accepts at most.</summary>
public sealed class LocalPhoenixOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "LocalPhoenix";

    /// <summary><see langword="true"/> forces the embedded Phoenix, <see langword="false"/> forbids it; unset: only when no other Phoenix is found.</summary>
    public bool? Enabled { get; set; }

    /// <summary>The IP address to listen on. One that other machines reach needs a key.</summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port of HTTP; 0 is any free one.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = 6006;

    /// <summary>The port of OTLP over gRPC; 0 is any free one, -1 is none.</summary>
    [Range(-1, 65535)]
    public int GrpcPort { get; set; } = 4317;

    /// <summary>The largest request body in bytes, counted after decompression; a larger one is answered 413.</summary>
    [Range(1024, 1024L * 1024 * 1024)]
    public long MaxBodyBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>How many bytes of exports may be read, decoded or waiting for their commit at the same time; beyond it the answer is 503.</summary>
    [Range(1024, 4L * 1024 * 1024 * 1024)]
    public long MaxPendingBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>The same for one client on another machine; beyond it the answer is 429.</summary>
    [Range(1024, 4L * 1024 * 1024 * 1024)]
    public long MaxPendingBytesPerClient { get; set; } = 64L * 1024 * 1024;

    /// <summary>How many requests of one client may be in progress; beyond it the answer is 429. All programs on this machine together may have 16 times as many.</summary>
    [Range(1, 10_000)]
    public int MaxRequestsPerClient { get; set; } = 64;

    /// <summary>How slowly a body may come in the long run; a client below it is cut off.</summary>
    [Range(1, 1024 * 1024)]
    public double MinBytesPerSecond { get; set; } = 4096;

    /// <summary>How many requests read the store at the same time; further ones wait.</summary>
    [Range(1, 64)]
    public int MaxReaders { get; set; } = 4;

    /// <summary>
    /// How many days ago a conversation, or a trace without one, may have ended, by the times of its spans; older ones are deleted.
    /// Unset: nothing is deleted unasked.
    /// </summary>
    [Range(1.0 / 24, 36_500)]
    public double? MaxAgeDays { get; set; }

    /// <summary>How many bytes of the trace store may be in use; beyond it the oldest conversations are deleted. Unset: no limit but the disk.</summary>
    [Range(16L * 1024 * 1024, long.MaxValue)]
    public long? MaxStoreBytes { get; set; }

    /// <summary>The keys that callers must show. Not part of the section: keys come from <see cref="ApiKeys.ConfigurationKey"/>.</summary>
    internal ApiKeys Keys { get; set; } = ApiKeys.None;

    /// <summary>What is kept.</summary>
    internal RetentionLimits Retention => new(MaxAgeDays is { } days ? TimeSpan.FromDays(days) : null, MaxStoreBytes);

    /// <summary>How long a client may be slower than <see cref="MinBytesPerSecond"/>; more than a second.</summary>
    internal TimeSpan SlowPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Where to listen.</summary>
    /// <exception cref="ListenAddressException">The address cannot be used.</exception>
    internal ListenAddress Listen => ListenAddress.Parse(Address, Keys);
}

/// <summary>Checks the options when the application starts.</summary>
[OptionsValidator]
internal sealed partial class LocalPhoenixOptionsValidator : IValidateOptions<LocalPhoenixOptions>;
