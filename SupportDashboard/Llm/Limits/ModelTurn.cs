namespace SupportDashboard.Llm.Limits;

/// <summary>
/// One call's way past a <see cref="ModelLimiter"/>: in, out with an answer; or out with a refusal, a pause of its own, and in again.
/// Used by one caller at a time.
/// </summary>
internal sealed class ModelTurn(ModelLimiter limiter, double tokens) : IDisposable
{
    private TaskCompletionSource? _entered;
    private bool _isInside;

    /// <summary>What the call will probably cost.</summary>
    public double Tokens { get; } = tokens;

    /// <summary>The server has refused it; it waits to be let in again.</summary>
    internal bool IsRefused { get; private set; }

    internal LinkedListNode<ModelTurn>? Place { get; private set; }

    internal double RequestsAtStart { get; private set; }

    internal double TokensAtStart { get; private set; }

    /// <summary>Returns when the call may be made.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => limiter.EnterAsync(this, cancellationToken);

    /// <summary>The call was answered, or failed for a reason that has nothing to do with limits (null).</summary>
    public void Leave(RateHeaders? answered)
    {
        _isInside = false;
        limiter.Leave(this, answered ?? RateHeaders.None, answered is null ? null : false);
    }

    /// <summary>The call was refused with 429: it will come again.</summary>
    public void Refused(RateHeaders headers)
    {
        (_isInside, IsRefused) = (false, true);
        limiter.Leave(this, headers, true);
    }

    public void Dispose()
    {
        if (_isInside)
        {
            Leave(null);
        }
        else if (IsRefused)
        {
            limiter.GiveUp(this);
            IsRefused = false;
        }
    }

    internal void Wait(TaskCompletionSource entered, LinkedListNode<ModelTurn> place) => (_entered, Place) = (entered, place);

    internal void Enter(double requests, double spentTokens)
    {
        (RequestsAtStart, TokensAtStart, IsRefused, _isInside, Place) = (requests, spentTokens, false, true, null);
        _entered!.TrySetResult();
    }
}
