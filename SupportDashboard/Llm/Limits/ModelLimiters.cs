using System.Collections.Concurrent;

namespace SupportDashboard.Llm.Limits;

/// <summary>One limiter for each model, shared by everything in this process that asks it in the background.</summary>
internal sealed class ModelLimiters(TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, ModelLimiter> _limiters = new(StringComparer.Ordinal);

    /// <summary>The limiter of a model. The most calls at the same time are those of the first who asks.</summary>
    public ModelLimiter For(string model, int most) => _limiters.GetOrAdd(model, static (_, made) => new ModelLimiter(made.most, made.clock), (most, clock));

    public void Dispose()
    {
        foreach (var limiter in _limiters.Values)
        {
            limiter.Dispose();
        }
    }
}
