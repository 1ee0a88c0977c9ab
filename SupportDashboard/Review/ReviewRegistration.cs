using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Review;

/// <summary>Registers human verdicts, notes and feedback.</summary>
internal static class ReviewRegistration
{
    public static void AddReview(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReviewWriter>();
        builder.Services.AddSingleton(static provider => new HumanReview(
            provider.GetRequiredService<IPhoenixClient>(),
            provider.GetRequiredService<PhoenixConnection>(),
            provider.GetRequiredService<SessionAnnotationReader>(),
            provider.GetRequiredService<SessionQueries>(),
            provider.GetRequiredService<EvaluatorBook>(),
            provider.GetRequiredService<ReviewWriter>()));
        builder.Services.AddSingleton(static provider => new TurnFeedback(
            provider.GetRequiredService<IPhoenixClient>(),
            provider.GetRequiredService<TraceFeed>(),
            provider.GetRequiredService<ReviewWriter>()));
    }
}
