using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations.Rules;
using SupportDashboard.Sessions.Views;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// The dashboard's own database: what Phoenix has no place for. Nothing here depends on the provider; each provider has
/// its own set of migrations: SQLite's belong to this type, PostgreSQL's to <see cref="PostgresDashboardDbContext"/>.
/// </summary>
internal partial class DashboardDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<ItemRow> Items => Set<ItemRow>();

    public DbSet<RuleRow> Rules => Set<RuleRow>();

    public DbSet<DecisionRow> RuleDecisions => Set<DecisionRow>();

    public DbSet<EvaluatorVersionRow> Evaluators => Set<EvaluatorVersionRow>();

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
            run.HasIndex(row => new { row.RuleId, row.CreatedAt });
        });
        modelBuilder.Entity<ItemRow>(static item =>
        {
            item.ToTable("evaluation_items");
            item.HasKey(row => row.Id);
            item.Property(row => row.State).HasConversion<string>();
            item.Property(row => row.ReasonKind).HasConversion<string>();
            item.HasOne<RunRow>().WithMany().HasForeignKey(row => row.RunId);
            item.HasIndex(row => row.OpenKey).IsUnique();
            item.HasIndex(row => new { row.RunId, row.State, row.Id });

            // A page of a run's items, in the order of the request.
            item.HasIndex(row => new { row.RunId, row.Id });

            // Everything that a run's figures are made of: they are read from the index alone, however long the explanations are.
            item.HasIndex(row => new
            {
                row.RunId,
                row.State,
                row.Evaluator,
                row.Label,
                row.PreviousLabel,
                row.Model,
                row.TakenOver,
                row.PromptTokens,
                row.CachedTokens,
                row.CompletionTokens,
            }).HasDatabaseName("ix_evaluation_items_figures");
            item.HasIndex(row => new { row.State, row.NextWriteAt });

            // Verdicts that wait, by id: SQLite would look through all of them for the few that were just written.
            item.HasIndex(row => new { row.State, row.Id }).HasFilter("state = 'Judged'");
            item.HasIndex(row => new { row.Project, row.SessionId, row.Evaluator });
            item.HasIndex(row => row.TraceId);
        });
        modelBuilder.Entity<EvaluatorVersionRow>(static version =>
        {
            version.ToTable("evaluator_versions");
            version.HasKey(row => row.Id);
            version.HasIndex(row => new { row.Name, row.Version }).IsUnique();
        });
        MapViews(modelBuilder);
        MapRules(modelBuilder);
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

    private static void MapRules(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RuleRow>(static rule =>
        {
            rule.ToTable("evaluation_rules");
            rule.HasKey(row => row.Id);
            rule.Property(row => row.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<DecisionRow>(static decision =>
        {
            decision.ToTable("rule_decisions");
            decision.HasKey(row => row.Id);
            decision.Property(row => row.Outcome).HasConversion<string>();
            decision.HasOne<RuleRow>().WithMany().HasForeignKey(row => row.RuleId).OnDelete(DeleteBehavior.Cascade);
            decision.HasIndex(row => new { row.RuleId, row.SessionKey }).IsUnique();
            decision.HasIndex(row => new { row.RuleId, row.Outcome, row.DecidedAt });
            decision.HasIndex(row => new { row.RuleId, row.ActiveAt });
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
