namespace SupportDashboard.Llm.Limits;

/// <summary>
/// What is left of one limit, requests or tokens: what the newest answer said, less what was started since, plus what the server gives back
/// with time. A server that says nothing has no limit. Not safe for several threads: its owner locks.
/// </summary>
internal sealed class RateBudget
{
    private RateWindow? _window;
    private DateTimeOffset _asOf;
    private double _spentThen;

    /// <summary>What was started since the beginning.</summary>
    public double Spent { get; private set; }

    /// <summary>Counts a call that starts.</summary>
    public void Spend(double amount) => Spent += amount;

    /// <summary>Takes in what an answer says.</summary>
    /// <param name="window">The answer's headers.</param>
    /// <param name="spentAtStart"><see cref="Spent"/> when its call started, the call included: the server had counted no later ones.</param>
    /// <param name="now">When it came.</param>
    public void Learn(RateWindow? window, double spentAtStart, DateTimeOffset now)
    {
        // Answers overtake each other; an older one knows less.
        if (window is null || (_window is not null && spentAtStart < _spentThen))
        {
            return;
        }

        (_window, _asOf, _spentThen) = (window, now, spentAtStart);
    }

    /// <summary>How long a call of this size has to wait; zero when it may start.</summary>
    public TimeSpan Wait(double amount, DateTimeOffset now)
    {
        if (_window is not { } window || now - _asOf >= window.Reset)
        {
            return TimeSpan.Zero;
        }

        var untilReset = window.Reset - (now - _asOf);
        var perSecond = window.Limit is { } limit && limit > window.Remaining ? (limit - window.Remaining) / window.Reset.TotalSeconds : 0;
        var available = window.Remaining - (Spent - _spentThen) + (perSecond * (now - _asOf).TotalSeconds);

        // What is larger than the limit itself goes when all of it is there.
        var missing = Math.Min(amount, window.Limit ?? amount) - available;
        if (missing <= 0)
        {
            return TimeSpan.Zero;
        }

        return perSecond > 0 && missing / perSecond < untilReset.TotalSeconds ? TimeSpan.FromSeconds(missing / perSecond) : untilReset;
    }
}
