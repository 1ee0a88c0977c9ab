using System.ClientModel.Primitives;

namespace SupportDashboard.Llm;

/// <summary>
/// Tells whoever watches of every try that the client makes for a call, the repeated ones among them: they happen inside the client, and each of
/// them is a request that somebody may want to see.
/// </summary>
internal sealed class LlmAttempts : PipelinePolicy
{
    private static readonly AsyncLocal<Watcher?> Watching = new();

    /// <summary>Calls back for the tries of the calls that this flow of execution makes, until the token is disposed.</summary>
    /// <param name="started">A request is about to be sent.</param>
    /// <param name="failed">The try came to nothing, with the reason as a sentence; a further one may follow.</param>
    public static IDisposable Watch(Action started, Action<string> failed) => Watching.Value = new Watcher(started, failed);

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Watching.Value?.Started();
        ProcessNext(message, pipeline, currentIndex);
        Look(message);
    }

    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Watching.Value?.Started();
        try
        {
            await ProcessNextAsync(message, pipeline, currentIndex);
        }
        catch (Exception exception)
        {
            // The sentence is ours: what a server answered may hold a key.
            Watching.Value?.Failed(message.CancellationToken.IsCancellationRequested ? "The call was given up." : LlmErrors.Translate(exception).Message);
            throw;
        }

        Look(message);
    }

    private static void Look(PipelineMessage message)
    {
        if (message.Response is { Status: >= 300 and var status })
        {
            Watching.Value?.Failed($"The model's server answered {status}.");
        }
    }

    private sealed class Watcher(Action started, Action<string> failed) : IDisposable
    {
        public Action Started { get; } = started;

        public Action<string> Failed { get; } = failed;

        public void Dispose() => Watching.Value = null;
    }
}
