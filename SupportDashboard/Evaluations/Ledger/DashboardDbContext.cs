using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SupportDashboard.Sessions.Views;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// The dashboard's own database: what Phoenix has no place for. Nothing here depends on the provider; each provider has
/// its own set of migrations.
/// </summary>
internal sealed partial class DashboardDbContext(DbContextOptions<DashboardDbContext> options) : DbContext(options)
{
    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<ItemRow> Items => Set<ItemRow>();

    public DbSet<SavedViewRow> SavedViews => Set<SavedViewRow>();

    public DbSet<DefaultViewRow> DefaultViews => Set<DefaultViewRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RunRow>(static run =>
        {
            run.ToTable("evaluation_runs");
            run.HasKey(row => row.Id);
            run.Property(row => row.Id).ValueGeneratedNever();
            run.Property(row => row.State).HasConversion<string>();
            run.HasIndex(row => new { row.Project, row.CreatedAt });
            run.HasIndex(row => row.State);
        });
        modelBuilder.Entity<ItemRow>(static item =>
        {
            item.ToTable("evaluation_items");
            item.HasKey(row => row.Id);
            item.Property(row => row.State).HasConversion<string>();
            item.Property(row => row.ReasonKind).HasConversion<string>();
            item.HasOne<RunRow>().WithMany().HasForeignKey(row => row.RunId);
            item.HasIndex(row => row.OpenKey).IsUnique();
            item.HasIndex(row => new { row.RunId, row.State });
            item.HasIndex(row => new { row.State, row.NextWriteAt });
            item.HasIndex(row => new { row.Project, row.SessionId, row.Evaluator });
        });
        MapViews(modelBuilder);
        NameColumns(modelBuilder);
    }

    private static void MapViews(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SavedViewRow>(static view =>
        {
            view.ToTable("saved_views");
            view.HasKey(row => row.Id);
            view.Property(row => row.Id).ValueGeneratedNever();
            view.HasIndex(row => new { row.Owner, row.Name }).IsUnique();
            view.HasIndex(row => row.Shared);
        });
        modelBuilder.Entity<DefaultViewRow>(static choice =>
        {
            choice.ToTable("default_views");
            choice.HasKey(row => row.Owner);
        });
    }

    private static void NameColumns(ModelBuilder modelBuilder)
    {
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(static entity => entity.GetProperties()))
        {
            property.SetColumnName(WordStart().Replace(property.Name, "_$0").ToLowerInvariant());
        }
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
