using System.Globalization;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>How long and how much the store keeps; <see langword="null"/> for no limit.</summary>
/// <param name="MaxAge">How long ago a session, or a trace without one, may have ended, by the times of its spans.</param>
/// <param name="MaxBytes">How many bytes of the file may be in use.</param>
internal sealed record RetentionLimits(TimeSpan? MaxAge, long? MaxBytes)
{
    private const long Mebibyte = 1024 * 1024;

    public bool IsOff => MaxAge is null && MaxBytes is null;

    /// <summary>What is kept, as a sentence without its end.</summary>
    public override string ToString() => (MaxAge, MaxBytes) switch
    {
        (null, null) => "Everything, until it is deleted",
        ({ } age, null) => Days(age),
        (null, { } bytes) => Size(bytes),
        ({ } age, { } bytes) => $"{Days(age)}, and {Size(bytes)}",
    };

    private static string Days(TimeSpan age) => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0.##} days");

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"at most {bytes / Mebibyte:#,0} MiB");
}
