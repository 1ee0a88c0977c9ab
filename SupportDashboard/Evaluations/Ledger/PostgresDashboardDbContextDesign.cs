using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>The same for <c>dotnet ef migrations add --context PostgresDashboardDbContext --output-dir Evaluations/Ledger/PostgresMigrations</c>; no server is asked.</summary>
internal sealed class PostgresDashboardDbContextDesign : IDesignTimeDbContextFactory<PostgresDashboardDbContext>
{
    public PostgresDashboardDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDashboardDbContext>().UseNpgsql("Host=localhost;Database=design").Options);
}
