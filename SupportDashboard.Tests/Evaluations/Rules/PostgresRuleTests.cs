using SupportDashboard.Tests.Integration;

namespace SupportDashboard.Tests.Evaluations.Rules;

/// <summary>The same rules with their database in PostgreSQL.</summary>
public sealed class PostgresRuleTests(PostgresServer server) : RuleRoundTests
{
    private protected override async Task<RuleBench> OpenAsync() => await RuleBench.OpenAsync(await server.CreateDatabaseAsync(TestContext.Current.CancellationToken));
}
