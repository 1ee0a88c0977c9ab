using SupportDashboard.Llm;

namespace SupportDashboard.Agent;

/// <summary>
/// The vectors of the help articles' questions, made once when first needed and kept. The call belongs to no turn: it has no span, and a turn that is
/// stopped meanwhile does not undo it. A failed attempt fails the turns that wait for it and is made again by the next one.
/// </summary>
internal sealed class FaqVectors(LlmClients clients)
{
    private readonly Lock _gate = new();
    private Task<IReadOnlyList<(FaqEntry Entry, ReadOnlyMemory<float> Vector)>>? _vectors;

    /// <exception cref="LlmException">The embedding model could not be asked.</exception>
    public Task<IReadOnlyList<(FaqEntry Entry, ReadOnlyMemory<float> Vector)>> GetAsync(CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<(FaqEntry Entry, ReadOnlyMemory<float> Vector)>> vectors;
        lock (_gate)
        {
            if (_vectors is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _vectors = LoadAsync();
            }

            vectors = _vectors;
        }

        return vectors.WaitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<(FaqEntry Entry, ReadOnlyMemory<float> Vector)>> LoadAsync()
    {
        // The lock is held until the first await, so nothing slow may come before it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var entries = AgentData.Read<FaqEntry[]>("faq.json");
        try
        {
            var made = (await clients.Embeddings.GenerateEmbeddingsAsync(entries.Select(static entry => entry.Question))).Value;
            return made.Count == entries.Length
                ? [.. made.OrderBy(static embedding => embedding.Index).Select((embedding, index) => (entries[index], embedding.ToFloats()))]
                : throw new LlmException(LlmFailure.Malformed, "The embedding model's answer could not be read.");
        }
        catch (Exception exception) when (LlmErrors.IsFailure(exception, CancellationToken.None))
        {
            throw LlmErrors.Translate(exception);
        }
    }
}
