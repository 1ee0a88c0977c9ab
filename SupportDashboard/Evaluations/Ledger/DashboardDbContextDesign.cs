using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>Lets <c>dotnet ef migrations add --context DashboardDbContext</c> make a context without starting the application, which would take the data folder's lock.</summary>
internal sealed class DashboardDbContextDesign : IDesignTimeDbContextFactory<DashboardDbContext>
{
    public DashboardDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<DashboardDbContext>().UseSqlite("Data Source=design.db").Options);
}
