using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDashboard.Evaluations.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class Ledger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "evaluation_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    evaluators = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluation_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evaluation_items",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project = table.Column<string>(type: "TEXT", nullable: false),
                    session_id = table.Column<string>(type: "TEXT", nullable: false),
                    evaluator = table.Column<string>(type: "TEXT", nullable: false),
                    evaluator_version = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    open_key = table.Column<string>(type: "TEXT", nullable: true),
                    label = table.Column<string>(type: "TEXT", nullable: true),
                    score = table.Column<double>(type: "REAL", nullable: true),
                    explanation = table.Column<string>(type: "TEXT", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    annotator_kind = table.Column<string>(type: "TEXT", nullable: true),
                    model = table.Column<string>(type: "TEXT", nullable: true),
                    turn_count = table.Column<int>(type: "INTEGER", nullable: true),
                    input_hash = table.Column<string>(type: "TEXT", nullable: true),
                    cut = table.Column<string>(type: "TEXT", nullable: true),
                    reason_kind = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    again = table.Column<bool>(type: "INTEGER", nullable: false),
                    taken_over = table.Column<bool>(type: "INTEGER", nullable: false),
                    prompt_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    completion_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    duration_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    write_attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    next_write_at = table.Column<long>(type: "INTEGER", nullable: true),
                    judged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
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
                name: "IX_evaluation_items_run_id_state",
                table: "evaluation_items",
                columns: new[] { "run_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_items_state_next_write_at",
                table: "evaluation_items",
                columns: new[] { "state", "next_write_at" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_runs_project_created_at",
                table: "evaluation_runs",
                columns: new[] { "project", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_runs_state",
                table: "evaluation_runs",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evaluation_items");

            migrationBuilder.DropTable(
                name: "evaluation_runs");
        }
    }
}
