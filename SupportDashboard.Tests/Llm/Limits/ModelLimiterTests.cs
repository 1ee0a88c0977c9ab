using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Llm.Limits;

namespace SupportDashboard.Tests.Llm.Limits;

public sealed class ModelLimiterTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ModelLimiter _limiter;

    public ModelLimiterTests() => _limiter = new ModelLimiter(4, _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _limiter.Dispose();

    [Fact]
    public async Task No_more_calls_run_than_allowed_and_the_first_to_come_is_the_next_in()
    {
        var inside = await EnterAsync(4);
        var (fifth, sixth) = (_limiter.Join(1), _limiter.Join(1));
        var (fifthIn, sixthIn) = (fifth.EnterAsync(Token), sixth.EnterAsync(Token));
        Assert.False(fifthIn.IsCompleted);

        inside[0].Leave(RateHeaders.None);

        await fifthIn;
        Assert.False(sixthIn.IsCompleted);
        Assert.Equal(4, _limiter.Running);
    }

    [Fact]
    public async Task A_call_that_was_refused_gives_its_place_away_and_goes_first_when_it_comes_again()
    {
        var inside = await EnterAsync(4);
        inside[0].Refused(RateHeaders.None);
        var other = (await EnterAsync(1))[0];
        var (fresh, again) = (_limiter.Join(1).EnterAsync(Token), inside[0].EnterAsync(Token));

        other.Leave(RateHeaders.None);

        await again;
        Assert.False(fresh.IsCompleted);
    }

    [Fact]
    public async Task No_more_calls_wait_after_a_refusal_than_places_exist()
    {
        foreach (var turn in await EnterAsync(4))
        {
            turn.Refused(RateHeaders.None);
        }

        await EnterAsync(4);

        Assert.False(_limiter.Join(1).EnterAsync(Token).IsCompleted);
    }

    [Fact]
    public async Task Single_refusals_cut_nothing_lasting_ones_do_and_answers_bring_it_back()
    {
        using var limiter = new ModelLimiter(100, _clock);
        await AnswerAsync(limiter, 1000, static number => number % 20 == 0);
        Assert.Equal(100, limiter.Limit);

        await AnswerAsync(limiter, 1000, static _ => true);
        Assert.InRange(limiter.Limit, 1, 20);

        await AnswerAsync(limiter, 5000, static _ => false);
        Assert.Equal(100, limiter.Limit);
    }

    [Fact]
    public async Task Nothing_starts_that_the_server_said_it_would_refuse()
    {
        var turn = (await EnterAsync(1))[0];
        turn.Leave(new RateHeaders(null, new RateWindow(1, 60, TimeSpan.FromSeconds(59)), null));
        await EnterAsync(1);

        var next = _limiter.Join(1).EnterAsync(Token);
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(next.IsCompleted);

        // One of sixty comes back every second, long before all of them do.
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await next;
    }

    [Fact]
    public async Task Tokens_are_waited_for_as_requests_are_until_the_reset_when_no_limit_is_named()
    {
        var turn = (await EnterAsync(1))[0];
        turn.Leave(new RateHeaders(null, null, new RateWindow(500, null, TimeSpan.FromSeconds(6))));

        Assert.True(_limiter.Join(400).EnterAsync(Token).IsCompleted);
        var large = _limiter.Join(400).EnterAsync(Token);
        _clock.Advance(TimeSpan.FromSeconds(5.9));
        Assert.False(large.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await large;
    }

    [Fact]
    public async Task An_answer_that_was_overtaken_changes_nothing()
    {
        var turns = await EnterAsync(2);
        turns[1].Leave(new RateHeaders(null, new RateWindow(0, null, TimeSpan.FromSeconds(5)), null));
        turns[0].Leave(new RateHeaders(null, new RateWindow(1000, null, TimeSpan.FromSeconds(5)), null));

        Assert.False(_limiter.Join(1).EnterAsync(Token).IsCompleted);
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_place()
    {
        var inside = await EnterAsync(4);
        using var stop = new CancellationTokenSource();
        var given = _limiter.Join(1).EnterAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        inside[0].Leave(RateHeaders.None);

        Assert.Equal(3, _limiter.Running);
        await EnterAsync(1);
    }

    [Fact]
    public async Task A_refused_call_that_never_comes_again_is_not_waited_for()
    {
        foreach (var turn in await EnterAsync(4))
        {
            turn.Refused(RateHeaders.None);
            turn.Dispose();
        }

        await EnterAsync(4);
        Assert.Equal(4, _limiter.Running);
    }

    private static async Task AnswerAsync(ModelLimiter limiter, int calls, Func<int, bool> isRefused)
    {
        for (var number = 1; number <= calls; number++)
        {
            using var turn = limiter.Join(1);
            await turn.EnterAsync(Token);
            if (isRefused(number))
            {
                turn.Refused(RateHeaders.None);
            }
            else
            {
                turn.Leave(RateHeaders.None);
            }
        }
    }

    private async Task<List<ModelTurn>> EnterAsync(int count)
    {
        var turns = new List<ModelTurn>();
        for (var number = 0; number < count; number++)
        {
            turns.Add(_limiter.Join(1));
            await turns[^1].EnterAsync(Token).WaitAsync(TimeSpan.FromMinutes(1), Token);
        }

        return turns;
    }
}
