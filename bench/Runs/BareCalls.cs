using System.ClientModel;
using System.Diagnostics;
using OpenAI;
using OpenAI.Chat;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Bench.Runs;

/// <summary>What somebody writes first: a loop over the official client, as it comes, with a number of calls at the same time. It reads nothing and keeps nothing.</summary>
internal sealed class BareCalls
{
    private readonly ChatClient _client;
    private readonly List<ChatMessage> _messages;
    private readonly ChatResponseFormat _format = JudgeSchema.For(EvaluatorCatalog.ResolutionStatus);

    public BareCalls(Uri endpoint, Transcript transcript)
    {
        _client = new OpenAIClient(new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = endpoint }).GetChatClient("gpt-5");
        _messages = JudgePrompt.Messages(EvaluatorCatalog.ResolutionStatus, JudgeInput.From(transcript, 200_000, showsWork: false)!);
    }

    /// <summary>Makes the calls and returns how long all of them took.</summary>
    public async Task<TimeSpan> RunAsync(int calls, int atOnce, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, calls), new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken }, async (number, token) =>
        {
            ChatCompletion completion = await _client.CompleteChatAsync(_messages, new ChatCompletionOptions { ResponseFormat = _format }, token);
            if (JudgeAnswer.Read(completion.Content[0].Text, EvaluatorCatalog.ResolutionStatus, out var problem) is null)
            {
                throw new InvalidOperationException($"Call {number} gave no verdict. {problem}");
            }
        });
        return Stopwatch.GetElapsedTime(started);
    }
}
