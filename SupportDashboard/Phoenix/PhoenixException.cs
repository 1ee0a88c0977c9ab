namespace SupportDashboard.Phoenix;

/// <summary>A call to Phoenix failed. <see cref="Exception.Message"/> is a sentence fit for the screen.</summary>
public sealed class PhoenixException(PhoenixFailure kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why it failed.</summary>
    public PhoenixFailure Kind { get; } = kind;

    /// <summary>The same call may succeed later without anybody changing anything.</summary>
    public bool IsTransient => Kind is PhoenixFailure.Unreachable or PhoenixFailure.Timeout or PhoenixFailure.Busy or PhoenixFailure.Unexpected;
}
