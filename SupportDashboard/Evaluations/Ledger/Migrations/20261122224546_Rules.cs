using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDashboard.Evaluations.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class Rules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "evaluation_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    project = table.Column<string>(type: "TEXT", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    evaluators = table.Column<string>(type: "TEXT", nullable: false),
                    query = table.Column<string>(type: "TEXT", nullable: false),
                    quiet_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    sample_percent = table.Column<double>(type: "REAL", nullable: false),
                    verdicts_per_day = table.Column<int>(type: "INTEGER", nullable: false),
                    micro_dollars_per_day = table.Column<long>(type: "INTEGER", nullable: true),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_until = table.Column<long>(type: "INTEGER", nullable: false),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    swept_at = table.Column<long>(type: "INTEGER", nullable: false),
                    problem = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluation_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rule_decisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    rule_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    session_key = table.Column<string>(type: "TEXT", nullable: false),
                    session_id = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    active_at = table.Column<long>(type: "INTEGER", nullable: false),
                    turns = table.Column<int>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: false),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rule_decisions", x => x.id);
                    table.ForeignKey(
                        name: "FK_rule_decisions_evaluation_rules_rule_id",
                        column: x => x.rule_id,
                        principalTable: "evaluation_rules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_rule_decisions_rule_id_active_at",
                table: "rule_decisions",
                columns: new[] { "rule_id", "active_at" });

            migrationBuilder.CreateIndex(
                name: "IX_rule_decisions_rule_id_outcome_decided_at",
                table: "rule_decisions",
                columns: new[] { "rule_id", "outcome", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "IX_rule_decisions_rule_id_session_key",
                table: "rule_decisions",
                columns: new[] { "rule_id", "session_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "rule_decisions");

            migrationBuilder.DropTable(
                name: "evaluation_rules");
        }
    }
}
