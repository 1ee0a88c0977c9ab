using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDashboard.Evaluations.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class JudgeTraces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "rule_id",
                table: "evaluation_runs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "cached_tokens",
                table: "evaluation_items",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "trace_id",
                table: "evaluation_items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_runs_rule_id_created_at",
                table: "evaluation_runs",
                columns: new[] { "rule_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_items_trace_id",
                table: "evaluation_items",
                column: "trace_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_evaluation_runs_rule_id_created_at",
                table: "evaluation_runs");

            migrationBuilder.DropIndex(
                name: "IX_evaluation_items_trace_id",
                table: "evaluation_items");

            migrationBuilder.DropColumn(
                name: "rule_id",
                table: "evaluation_runs");

            migrationBuilder.DropColumn(
                name: "cached_tokens",
                table: "evaluation_items");

            migrationBuilder.DropColumn(
                name: "trace_id",
                table: "evaluation_items");
        }
    }
}
