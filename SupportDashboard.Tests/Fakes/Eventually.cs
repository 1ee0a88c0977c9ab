namespace SupportDashboard.Tests.Fakes;

/// <summary>Waits for something that happens on its own, and fails when it does not happen in time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    // Long: only a test that fails waits for its end, and the machine may be busy.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>Asks until the answer is yes.</summary>
    public static Task BecomesTrueAsync(Func<Task<bool>> condition, CancellationToken cancellationToken) => BecomesTrueAsync(condition, Deadline, cancellationToken);

    /// <summary>Asks until the answer is yes, where something takes its time.</summary>
    public static async Task BecomesTrueAsync(Func<Task<bool>> condition, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < deadline, $"It did not happen within {deadline.TotalSeconds} s.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Asks until the answer is yes.</summary>
    public static Task BecomesTrueAsync(Func<bool> condition, CancellationToken cancellationToken) =>
        BecomesTrueAsync(() => Task.FromResult(condition()), cancellationToken);
}
