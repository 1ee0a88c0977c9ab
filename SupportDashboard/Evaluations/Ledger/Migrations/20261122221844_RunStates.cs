using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDashboard.Evaluations.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class RunStates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_evaluation_items_run_id_state",
                table: "evaluation_items");

            migrationBuilder.AddColumn<string>(
                name: "pause_reason",
                table: "evaluation_runs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "retry_of",
                table: "evaluation_runs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "sessions",
                table: "evaluation_runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "previous_label",
                table: "evaluation_items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_items_run_id_state_id",
                table: "evaluation_items",
                columns: new[] { "run_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluation_items_figures",
                table: "evaluation_items",
                columns: new[] { "run_id", "state", "evaluator", "label", "previous_label", "model", "taken_over", "prompt_tokens", "cached_tokens", "completion_tokens" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_evaluation_items_run_id_state_id",
                table: "evaluation_items");

            migrationBuilder.DropIndex(
                name: "ix_evaluation_items_figures",
                table: "evaluation_items");

            migrationBuilder.DropColumn(
                name: "pause_reason",
                table: "evaluation_runs");

            migrationBuilder.DropColumn(
                name: "retry_of",
                table: "evaluation_runs");

            migrationBuilder.DropColumn(
                name: "sessions",
                table: "evaluation_runs");

            migrationBuilder.DropColumn(
                name: "previous_label",
                table: "evaluation_items");

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_items_run_id_state",
                table: "evaluation_items",
                columns: new[] { "run_id", "state" });
        }
    }
}
