using System.ComponentModel.DataAnnotations;

namespace SupportDashboard.LocalModel;

/// <summary>How the embedded model behaves on the wire.</summary>
public sealed class LocalModelOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "LocalModel";

    /// <summary>The pause between two pieces of a streamed answer, so that it reads as being written. 0 to 1 s; 12 ms by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan PieceDelay { get; set; } = TimeSpan.FromMilliseconds(12);

    /// <summary>The longest request body in bytes, answered 413 beyond. 1 KB to 64 MB; 4 MB by default.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;
}
