namespace SupportDashboard.Tests.Fakes;

/// <summary>Waits for something that happens on its own, and fails when it does not happen in time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <summary>Asks until the answer is yes.</summary>
    public static async Task BecomesTrueAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Deadline, $"It did not happen within {Deadline.TotalSeconds} s.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Asks until the answer is yes.</summary>
    public static Task BecomesTrueAsync(Func<bool> condition, CancellationToken cancellationToken) =>
        BecomesTrueAsync(() => Task.FromResult(condition()), cancellationToken);
}
