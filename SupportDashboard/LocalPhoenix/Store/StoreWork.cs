namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>One piece of writing that waits for its commit.</summary>
internal abstract class StoreWork
{
    /// <summary>Whether it writes so many rows that it gets a transaction of its own.</summary>
    public abstract bool IsLarge { get; }

    /// <summary>Writes inside the transaction. What it throws undoes this piece only.</summary>
    public abstract void Run(StoreConnection writer);

    /// <summary>Called when the commit is on disk.</summary>
    public abstract void Committed();

    /// <summary>Called instead of <see cref="Committed"/> when nothing of it was kept.</summary>
    public abstract void Failed(Exception exception);
}

/// <summary>A piece of writing with a result, which its caller gets after the commit and not before.</summary>
internal sealed class StoreWork<T>(Func<StoreConnection, T> write, bool isLarge, CancellationToken cancellationToken) : StoreWork
{
    // Continuations must not run on the writer's thread: everyone else waits for it.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override bool IsLarge => isLarge;

    public override void Run(StoreConnection writer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _result = write(writer);
    }

    public override void Committed() => _done.SetResult(_result!);

    public override void Failed(Exception exception) => _done.SetException(exception);
}
