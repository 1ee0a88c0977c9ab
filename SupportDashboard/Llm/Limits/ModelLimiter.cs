namespace SupportDashboard.Llm.Limits;

/// <summary>
/// Lets the calls of one model in, first come first served, over all runs of the process: never more at the same time than
/// <see cref="Crowding"/> allows, and none that the server has said it would refuse. A call that was refused waits outside for as long as it
/// was told, without a place, and then goes first; so that a full server is not flooded by ever new ones, no more wait like that than places exist.
/// </summary>
internal sealed class ModelLimiter(int most, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Crowding _crowding = new(most);
    private readonly RateBudget _requests = new();
    private readonly RateBudget _tokens = new();
    private readonly LinkedList<ModelTurn> _again = new();
    private readonly LinkedList<ModelTurn> _fresh = new();
    private ITimer? _timer;
    private int _inside;
    private int _refused;
    private long _lastSuccess;

    /// <summary>Calls that may run at the same time, now.</summary>
    public int Limit => Locked(() => _crowding.Limit);

    /// <summary>Calls that run now.</summary>
    public int Running => Locked(() => _inside);

    /// <summary>A call that will want in, perhaps several times.</summary>
    public ModelTurn Join(double tokens) => new(this, tokens);

    /// <summary>Whether any call was answered since an instant of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public bool SucceededSince(long timestamp) => Interlocked.Read(ref _lastSuccess) > timestamp;

    public void Dispose() => _timer?.Dispose();

    internal Task EnterAsync(ModelTurn turn, CancellationToken cancellationToken)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            turn.Wait(entered, turn.IsRefused ? _again.AddLast(turn) : _fresh.AddLast(turn));
            Pump();
        }

        return entered.Task.IsCompleted ? entered.Task : WaitAsync(turn, entered, cancellationToken);
    }

    internal void Leave(ModelTurn turn, RateHeaders headers, bool? refused)
    {
        lock (_gate)
        {
            _inside--;
            _requests.Learn(headers.Requests, turn.RequestsAtStart, clock.GetUtcNow());
            _tokens.Learn(headers.Tokens, turn.TokensAtStart, clock.GetUtcNow());
            if (refused is { } outcome)
            {
                _crowding.Count(outcome);
                _refused += outcome ? 1 : 0;
            }

            if (refused == false)
            {
                Interlocked.Exchange(ref _lastSuccess, clock.GetTimestamp());
            }

            Pump();
        }
    }

    internal void GiveUp(ModelTurn turn)
    {
        lock (_gate)
        {
            turn.Place?.List?.Remove(turn.Place);
            _refused -= turn.IsRefused ? 1 : 0;
            Pump();
        }
    }

    private async Task WaitAsync(ModelTurn turn, TaskCompletionSource entered, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() =>
        {
            lock (_gate)
            {
                if (turn.Place?.List is { } queue)
                {
                    queue.Remove(turn.Place);
                    entered.TrySetCanceled(cancellationToken);
                }
            }
        });
        await entered.Task;
    }

    // Lets in whoever may; under the lock.
    private void Pump()
    {
        while (_inside < _crowding.Limit && Next() is { } next)
        {
            var now = clock.GetUtcNow();
            var wait = Longer(_requests.Wait(1, now), _tokens.Wait(next.Tokens, now));
            if (wait > TimeSpan.Zero)
            {
                _timer ??= clock.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(wait, Timeout.InfiniteTimeSpan);
                return;
            }

            next.Place!.List!.Remove(next.Place);
            _refused -= next.IsRefused ? 1 : 0;
            _inside++;
            _requests.Spend(1);
            _tokens.Spend(next.Tokens);
            next.Enter(_requests.Spent, _tokens.Spent);
        }
    }

    private ModelTurn? Next() => _again.First?.Value ?? (_inside + _refused < 2 * _crowding.Limit ? _fresh.First?.Value : null);

    private void OnTimer()
    {
        lock (_gate)
        {
            Pump();
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
