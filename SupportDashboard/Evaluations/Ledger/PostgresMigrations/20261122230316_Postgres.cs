using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SupportDashboard.Evaluations.Ledger.PostgresMigrations
{
    /// <inheritdoc />
    public partial class Postgres : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "default_views",
                columns: table => new
                {
                    owner = table.Column<string>(type: "text", nullable: false),
                    view = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_default_views", x => x.owner);
                });

            migrationBuilder.CreateTable(
                name: "evaluation_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    project = table.Column<string>(type: "text", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    evaluators = table.Column<string>(type: "text", nullable: false),
                    query = table.Column<string>(type: "text", nullable: false),
                    quiet_minutes = table.Column<int>(type: "integer", nullable: false),
                    sample_percent = table.Column<double>(type: "double precision", nullable: false),
                    verdicts_per_day = table.Column<int>(type: "integer", nullable: false),
                    micro_dollars_per_day = table.Column<long>(type: "bigint", nullable: true),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    seen_until = table.Column<long>(type: "bigint", nullable: false),
                    checked_at = table.Column<long>(type: "bigint", nullable: false),
                    swept_at = table.Column<long>(type: "bigint", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluation_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evaluation_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    evaluators = table.Column<string>(type: "text", nullable: false),
                    rule_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sessions = table.Column<int>(type: "integer", nullable: false),
                    pause_reason = table.Column<string>(type: "text", nullable: true),
                    retry_of = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    finished_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluation_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    query = table.Column<string>(type: "text", nullable: false),
                    shared = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saved_views", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rule_decisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    rule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_key = table.Column<string>(type: "text", nullable: false),
                    session_id = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    active_at = table.Column<long>(type: "bigint", nullable: false),
                    turns = table.Column<int>(type: "integer", nullable: false),
                    decided_at = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: true)
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

            migrationBuilder.CreateTable(
                name: "evaluation_items",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project = table.Column<string>(type: "text", nullable: false),
                    session_id = table.Column<string>(type: "text", nullable: false),
                    evaluator = table.Column<string>(type: "text", nullable: false),
                    evaluator_version = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    open_key = table.Column<string>(type: "text", nullable: true),
                    claim = table.Column<string>(type: "text", nullable: true),
                    label = table.Column<string>(type: "text", nullable: true),
                    previous_label = table.Column<string>(type: "text", nullable: true),
                    score = table.Column<double>(type: "double precision", nullable: true),
                    explanation = table.Column<string>(type: "text", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    manipulation = table.Column<string>(type: "text", nullable: true),
                    spans = table.Column<string>(type: "text", nullable: true),
                    annotator_kind = table.Column<string>(type: "text", nullable: true),
                    model = table.Column<string>(type: "text", nullable: true),
                    turn_count = table.Column<int>(type: "integer", nullable: true),
                    input_hash = table.Column<string>(type: "text", nullable: true),
                    cut = table.Column<string>(type: "text", nullable: true),
                    reason_kind = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    again = table.Column<bool>(type: "boolean", nullable: false),
                    taken_over = table.Column<bool>(type: "boolean", nullable: false),
                    prompt_tokens = table.Column<long>(type: "bigint", nullable: false),
                    completion_tokens = table.Column<long>(type: "bigint", nullable: false),
                    cached_tokens = table.Column<long>(type: "bigint", nullable: false),
                    duration_ms = table.Column<long>(type: "bigint", nullable: false),
                    trace_id = table.Column<string>(type: "text", nullable: true),
                    write_attempts = table.Column<int>(type: "integer", nullable: false),
                    next_write_at = table.Column<long>(type: "bigint", nullable: true),
                    judged_at = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluation_items", x => x.id);
                    table.ForeignKey(
                        name: "FK_evaluation_items_evaluation_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "evaluation_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_items_open_key",
                table: "evaluation_items",
                column: "open_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_items_project_session_id_evaluator",
                table: "evaluation_items",
                columns: new[] { "project", "session_id", "evaluator" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_items_run_id_state_id",
                table: "evaluation_items",
                columns: new[] { "run_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_items_state_next_write_at",
                table: "evaluation_items",
                columns: new[] { "state", "next_write_at" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_items_trace_id",
                table: "evaluation_items",
                column: "trace_id");

            migrationBuilder.CreateIndex(
                name: "ix_evaluation_items_figures",
                table: "evaluation_items",
                columns: new[] { "run_id", "state", "evaluator", "label", "previous_label", "model", "taken_over", "prompt_tokens", "cached_tokens", "completion_tokens" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_runs_project_created_at",
                table: "evaluation_runs",
                columns: new[] { "project", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_runs_rule_id_created_at",
                table: "evaluation_runs",
                columns: new[] { "rule_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_runs_state",
                table: "evaluation_runs",
                column: "state");

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

            migrationBuilder.CreateIndex(
                name: "IX_saved_views_owner_name",
                table: "saved_views",
                columns: new[] { "owner", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_saved_views_shared",
                table: "saved_views",
                column: "shared");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "default_views");

            migrationBuilder.DropTable(
                name: "evaluation_items");

            migrationBuilder.DropTable(
                name: "rule_decisions");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropTable(
                name: "evaluation_runs");

            migrationBuilder.DropTable(
                name: "evaluation_rules");
        }
    }
}
