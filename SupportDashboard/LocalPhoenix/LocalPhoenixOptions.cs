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

    /// <summary>The loopback port; 0 is any free one.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = 6006;

    /// <summary>The largest request body in bytes, counted after decompression; a larger one is answered 413.</summary>
    [Range(1024, 1024L * 1024 * 1024)]
    public long MaxBodyBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>How many bytes of exports may be read, decoded or waiting for their commit at the same time; beyond it the answer is 503.</summary>
    [Range(1024, 4L * 1024 * 1024 * 1024)]
    public long MaxPendingBytes { get; set; } = 256L * 1024 * 1024;

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
}

/// <summary>Checks the options when the application starts.</summary>
[OptionsValidator]
internal sealed partial class LocalPhoenixOptionsValidator : IValidateOptions<LocalPhoenixOptions>;
