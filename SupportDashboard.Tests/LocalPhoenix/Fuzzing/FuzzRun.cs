using System.Diagnostics;

namespace SupportDashboard.Tests.LocalPhoenix.Fuzzing;

/// <summary>Damages valid bodies at random and hands them to a decoder. Used by the tests and, for longer, by the benchmarks.</summary>
internal sealed class FuzzRun(FuzzTarget target, int seed)
{
    private const int MostMutations = 6;

    private readonly Random _random = new(seed);

    /// <summary>The most bytes that were allocated for one byte of a body, beside what every body may take.</summary>
    public double WorstMultiple { get; private set; }

    /// <summary>The longest that one body took.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Decodes this many damaged bodies.</summary>
    /// <exception cref="InvalidOperationException">The decoder broke a promise; the message holds the seed and the body.</exception>
    public void Decode(int rounds)
    {
        // What the runtime allocates once, for code that runs for the first time, is not the body's.
        foreach (var valid in target.Seeds)
        {
            target.Decode(valid);
        }

        for (var round = 0; round < rounds; round++)
        {
            var body = Next();
            var began = Stopwatch.GetTimestamp();
            var allocated = Explained(round, () => target.Check(body));
            var elapsed = Stopwatch.GetElapsedTime(began);
            Longest = elapsed > Longest ? elapsed : Longest;
            WorstMultiple = Math.Max(WorstMultiple, (double)allocated / Math.Max(1024, body.Length));
        }
    }

    /// <summary>Posts this many damaged bodies to a server.</summary>
    /// <exception cref="InvalidOperationException">The server broke a promise; the message holds the seed and the body.</exception>
    public async Task PostAsync(HttpClient http, int rounds, CancellationToken cancellationToken)
    {
        for (var round = 0; round < rounds; round++)
        {
            var body = Next();
            try
            {
                await target.PostAsync(http, body, cancellationToken);
            }
            catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException)
            {
                throw Explain(round, exception);
            }
        }
    }

    private byte[] Next()
    {
        var body = target.Seeds[_random.Next(target.Seeds.Count)];
        for (var left = _random.Next(1, MostMutations + 1); left > 0; left--)
        {
            body = Mutation.Next(_random).Apply(body);
        }

        return body;
    }

    private T Explained<T>(int round, Func<T> check)
    {
        try
        {
            return check();
        }
        catch (InvalidOperationException exception)
        {
            throw Explain(round, exception);
        }
    }

    private InvalidOperationException Explain(int round, Exception exception) =>
        new(FormattableString.Invariant($"seed {seed}, round {round}: {exception.Message}"), exception);
}
