using SupportDashboard.Agent;
using SupportDashboard.Components;
using SupportDashboard.Evaluations;
using SupportDashboard.Hosting;
using SupportDashboard.Llm;
using SupportDashboard.LocalModel;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.Phoenix;
using SupportDashboard.Review;
using SupportDashboard.Security;
using SupportDashboard.Sessions;
using SupportDashboard.Tracing;

try
{
    var builder = DashboardHost.CreateBuilder(args);

    // Hosted services start in this order: who is needed stands above who needs it.
    builder.AddDataFolder();
    builder.AddSecurity();
    builder.AddLlm();
    builder.AddLocalModel();
    builder.AddLocalPhoenix();
    builder.AddPhoenix();
    builder.AddTracing();
    builder.AddAgent();
    builder.AddSessions();
    builder.AddEvaluations();
    builder.AddReview();
    builder.AddPages();

    var app = builder.Build();

    app.UseSecurity();
    app.MapHealth();
    app.MapPages();

    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartFailure.Describe(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

/// <summary>Named so that tests can start the whole application.</summary>
public partial class Program;
