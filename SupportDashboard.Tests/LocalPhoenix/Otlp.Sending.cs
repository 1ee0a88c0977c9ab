using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <content>What only tests can do; the rest is used by the benchmarks too.</content>
internal static partial class Otlp
{
    /// <summary>Sends spans, which must be accepted.</summary>
    public static async Task SendAsync(HttpClient http, string project, params OtlpSpan[] spans)
    {
        using var answer = await PostAsync(http, Export(project, spans), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }
}
