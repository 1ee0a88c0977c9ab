using SupportDashboard.Bench.Reporting;

namespace SupportDashboard.Bench.Judges;

/// <summary>How right the judges without a model are, on conversations that nobody here wrote; half of the tasks for tuning, the other half for the figures.</summary>
internal sealed class JudgesBench : IBenchmark
{
    public string Name => "judges";

    public Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        if (AirlineData.Read() is not { } all)
        {
            return Task.FromResult<IReadOnlyList<Figure>>([new("judges", "not measured: shared/data/airline-conversations.jsonl does not lie beside the project, so there is nothing to judge.", "-")]);
        }

        IReadOnlyList<AirlineConversation> test = [.. all.Where(static one => !one.IsForTuning)];
        return Task.FromResult<IReadOnlyList<Figure>>([.. ResolutionQuality.Figures(all), .. ClaimMutations.Figures(test), .. ContextMutations.Figures(test)]);
    }
}
