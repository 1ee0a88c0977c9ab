using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using SupportDashboard.Evaluations;
using SupportDashboard.Llm;
using SupportDashboard.Llm.Limits;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>The real judge with the real client over a scripted server.</summary>
internal sealed class JudgeBench : IAsyncDisposable
{
    private readonly ScriptedJudge? _server;
    private readonly LlmClients _clients;
    private readonly ModelLimiters _limiters;

    private JudgeBench(ScriptedJudge? server, Uri endpoint, LlmOptions llm, TimeProvider clock, TimeSpan? patience = null)
    {
        _server = server;
        var connection = new LlmConnection();
        connection.UseServer(endpoint, "key", llm);
        _clients = new LlmClients(connection, Options.Create(llm));
        _limiters = new ModelLimiters(clock);
        var options = new EvaluationOptions { RateLimitPatience = patience ?? TimeSpan.FromSeconds(1) };
        Judge = new Judge(new JudgeCalls(_clients, _limiters, Options.Create(options), Options.Create(llm), clock), connection, options, clock);
    }

    public Judge Judge { get; }

    public IReadOnlyCollection<JudgeCall> Calls => _server!.Calls;

    public static Task<JudgeBench> StartAsync(Func<JudgeCall, IResult> answer) => StartAsync((call, _) => Task.FromResult(answer(call)));

    public static async Task<JudgeBench> StartAsync(Func<JudgeCall, HttpContext, Task<IResult>> answer, TimeSpan? timeout = null, TimeProvider? clock = null, TimeSpan? patience = null, int retries = 0)
    {
        var server = await ScriptedJudge.StartAsync(answer);
        return new(server, server.Endpoint, Llm(timeout, retries), clock ?? TimeProvider.System, patience);
    }

    public static JudgeBench WithoutServer() => new(null, new Uri("http://127.0.0.1:9/v1"), Llm(null), TimeProvider.System);

    public Task<Verdict> JudgeAsync(params (string? User, string? Agent)[] messages) =>
        Judge.JudgeAsync(EvaluatorCatalog.ResolutionStatus, Turns.Transcript(messages), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _limiters.Dispose();
        _clients.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static LlmOptions Llm(TimeSpan? timeout, int retries = 0) => new() { MaxRetries = retries, MaxRetryDelay = TimeSpan.FromMilliseconds(10), Timeout = timeout ?? TimeSpan.FromSeconds(30) };
}
