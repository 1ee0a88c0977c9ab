using Microsoft.AspNetCore.Http;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>Twelve conversations in a scripted Phoenix, a scripted model, and a data folder that applications can be started on.</summary>
public abstract class EvaluationRunBench : IAsyncLifetime
{
    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("support-dashboard-runs-").FullName;

    private protected ScriptedPhoenix Phoenix { get; private set; } = null!;

    private protected ScriptedJudge Judge { get; private set; } = null!;

    /// <summary>What the model answers; a good verdict unless a test says otherwise.</summary>
    private protected Func<JudgeCall, HttpContext, Task<IResult>> Answer { get; set; } = static (call, _) => Task.FromResult(Good(call));

    public async ValueTask InitializeAsync()
    {
        Phoenix = await ScriptedPhoenix.StartAsync();
        Judge = await ScriptedJudge.StartAsync((call, context) => Answer(call, context));
        foreach (var number in Enumerable.Range(1, 12))
        {
            Phoenix.Add($"s{number}", ("Where is ORD-12345?", $"It was shipped on day {number}."), ("Thanks", "You're welcome."));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Judge.DisposeAsync();
        await Phoenix.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected Task<EvaluationApp> StartAsync() => EvaluationApp.StartAsync(Folder, Phoenix, Judge);

    private protected static IResult Good(JudgeCall call) => ScriptedJudge.Verdict(
        call.Evaluator == "resolution_status" ? "resolved" : "coherent", "It was decided in turn 1.", (1, "It was shipped"), (2, "never said"));
}
