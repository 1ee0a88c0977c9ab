using System.Threading.Channels;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// Makes single changes of items together: whatever was asked for while one transaction was on its way to the disk goes into the next. So a
/// verdict is on disk when its step returns, and hundreds of them a second cost a few transactions.
/// </summary>
internal sealed class LedgerSteps : IAsyncDisposable
{
    private const int Most = 256;

    private readonly Channel<Step> _steps = Channel.CreateUnbounded<Step>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LedgerDoor _door;
    private readonly Task _working;

    public LedgerSteps(LedgerDoor door)
    {
        _door = door;
        _working = WorkAsync();
    }

    /// <summary>Makes a change and returns its answer once it is on disk. A change must be harmless when it is made twice.</summary>
    public Task<bool> MakeAsync(Func<DashboardDbContext, Task<bool>> change) => MakeAsync(new Step(change, null));

    /// <summary>Stores a verdict and returns once it is on disk; false when its item is not being judged.</summary>
    public Task<bool> StoreAsync(VerdictChange verdict) => MakeAsync(new Step(null, verdict));

    public async ValueTask DisposeAsync()
    {
        _steps.Writer.TryComplete();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> MakeAsync(Step step)
    {
        await _steps.Writer.WriteAsync(step);
        return await step.Done.Task;
    }

    private async Task WorkAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var batch = new List<Step>();
        while (await _steps.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < Most && _steps.Reader.TryRead(out var step))
            {
                batch.Add(step);
            }

            await MakeAsync(batch);
        }
    }

    private async Task MakeAsync(List<Step> batch)
    {
        try
        {
            var answers = await _door.WriteAsync(
                async db =>
                {
                    await using var transaction = await db.Database.BeginTransactionAsync();
                    var made = new Dictionary<Step, bool>(batch.Count);
                    var verdicts = batch.FindAll(static step => step.Verdict is not null);
                    var stored = verdicts.Count == 0 ? [] : await VerdictStore.StoreAsync(db, verdicts.ConvertAll(static step => step.Verdict!));
                    for (var index = 0; index < stored.Length; index++)
                    {
                        made[verdicts[index]] = stored[index];
                    }

                    foreach (var step in batch.Where(static step => step.Change is not null))
                    {
                        made[step] = await step.Change!(db);
                    }

                    await transaction.CommitAsync();
                    return made;
                },
                CancellationToken.None);
            foreach (var step in batch)
            {
                step.Done.TrySetResult(answers[step]);
            }
        }
        catch (Exception exception) when (batch.Count > 1)
        {
            // One that cannot be made must not keep the others from the disk.
            _ = exception;
            foreach (var step in batch)
            {
                await MakeAsync([step]);
            }
        }
        catch (Exception exception)
        {
            batch[0].Done.TrySetException(exception);
        }
    }

    // A class: each is itself, whatever it holds.
    private sealed class Step(Func<DashboardDbContext, Task<bool>>? change, VerdictChange? verdict)
    {
        public Func<DashboardDbContext, Task<bool>>? Change { get; } = change;

        public VerdictChange? Verdict { get; } = verdict;

        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
