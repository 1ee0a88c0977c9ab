using Microsoft.Extensions.Options;

namespace SupportDashboard.Evaluations;

/// <summary>Bounds the judge calls of all runs of this process together.</summary>
internal sealed class JudgeSlots(IOptions<EvaluationOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Value.Concurrency);

    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        return new Slot(_slots);
    }

    public void Dispose() => _slots.Dispose();

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
