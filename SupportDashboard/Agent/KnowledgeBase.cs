using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using SupportDashboard.Llm;
using SupportDashboard.Tracing;

namespace SupportDashboard.Agent;

/// <summary>
/// Finds help articles (<c>Agent/Data/faq.json</c>) by the cosine similarity between the message and their questions. An article below the embedding
/// model's threshold is not used: the two best of five unrelated articles are still unrelated.
/// </summary>
internal sealed class KnowledgeBase(FaqVectors vectors, LlmClients clients, LlmConnection connection, IOptions<AgentOptions> options, TimeProvider clock)
{
    private const double DefaultThreshold = 0.35;

    // Similarities are not comparable between models: ada-002 rates any two English questions above 0.7.
    private static readonly Dictionary<string, double> Thresholds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text-embedding-ada-002"] = 0.82,
    };

    /// <summary>The articles that the answer may use, best first. The search is a RETRIEVER span with the EMBEDDING span below it.</summary>
    public async Task<IReadOnlyList<RetrievedDocument>> RetrieveAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var span = turn.Begin(AgentTracing.StartRetriever(turn.Root, turn.Message, clock));
        string? summary = null;
        try
        {
            var articles = await vectors.GetAsync(cancellationToken);
            var question = await EmbedAsync(turn, span, cancellationToken);
            var found = Rank(articles, question);
            Describe(span, found);
            summary = found.Count == 1 ? "1 document" : $"{found.Count} documents";
            return [.. found.Select(static match => new RetrievedDocument(match.Entry.Id, match.Entry.Content, match.Score))];
        }
        catch (LlmException failure)
        {
            span.Fail(failure, failure.Message, failure.Detail);
            summary = failure.Message;
            throw;
        }
        finally
        {
            turn.End(span, summary);
        }
    }

    private async Task<ReadOnlyMemory<float>> EmbedAsync(TurnContext turn, TraceSpan retriever, CancellationToken cancellationToken)
    {
        var span = turn.Begin(AgentTracing.StartEmbedding(retriever, turn.Message, connection.EmbeddingModel, clock), retriever);
        try
        {
            var result = (await clients.Embeddings.GenerateEmbeddingsAsync([turn.Message], cancellationToken: cancellationToken)).Value;
            span.Set(OpenInference.LlmTokensPrompt, result.Usage?.InputTokenCount);
            span.Set(OpenInference.LlmTokensTotal, result.Usage?.TotalTokenCount);
            return result is [var embedding] ? embedding.ToFloats() : throw new LlmException(LlmFailure.Malformed, "The embedding model's answer could not be read.");
        }
        catch (Exception exception) when (LlmErrors.IsFailure(exception, cancellationToken))
        {
            var failure = LlmErrors.Translate(exception);
            span.Fail(failure, failure.Message, failure.Detail);
            throw failure;
        }
        finally
        {
            turn.End(span, span.HasFailed ? "failed" : connection.EmbeddingModel);
        }
    }

    private List<(FaqEntry Entry, double Score)> Rank(IReadOnlyList<(FaqEntry Entry, ReadOnlyMemory<float> Vector)> articles, ReadOnlyMemory<float> question)
    {
        var threshold = options.Value.MinSimilarity ?? Thresholds.GetValueOrDefault(connection.EmbeddingModel, DefaultThreshold);
        return [.. articles
            .Where(article => article.Vector.Length == question.Length)
            .Select(article => (article.Entry, Score: Similarity(article.Vector.Span, question.Span)))
            .Where(match => match.Score >= threshold)
            .OrderByDescending(static match => match.Score)
            .Take(options.Value.TopDocuments)];
    }

    private static double Similarity(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var (dot, leftSquare, rightSquare) = (0.0, 0.0, 0.0);
        for (var index = 0; index < left.Length; index++)
        {
            dot += (double)left[index] * right[index];
            leftSquare += (double)left[index] * left[index];
            rightSquare += (double)right[index] * right[index];
        }

        // A vector of zeros has no direction and resembles nothing.
        return leftSquare > 0 && rightSquare > 0 ? dot / Math.Sqrt(leftSquare * rightSquare) : 0;
    }

    private static void Describe(TraceSpan span, List<(FaqEntry Entry, double Score)> found)
    {
        for (var index = 0; index < found.Count; index++)
        {
            var (entry, score) = found[index];
            var prefix = $"{OpenInference.RetrievalDocuments}.{index}.document";
            span.Set(prefix + ".id", entry.Id);
            span.Set(prefix + ".content", entry.Content);
            span.Set(prefix + ".score", Math.Round(score, 4));
            span.Set(prefix + ".metadata", new JsonObject { ["category"] = entry.Category, ["question"] = entry.Question }.ToJsonString());
        }

        span.SetOutput(found.Count == 0
            ? "No help article is close enough to the question."
            : string.Join('\n', found.Select(static match => string.Create(CultureInfo.InvariantCulture, $"{match.Entry.Question} ({match.Score:0.00})"))));
    }
}
