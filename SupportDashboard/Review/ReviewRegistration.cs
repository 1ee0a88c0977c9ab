namespace SupportDashboard.Review;

/// <summary>Registers human verdicts, notes and feedback.</summary>
internal static class ReviewRegistration
{
    public static void AddReview(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions();
}
