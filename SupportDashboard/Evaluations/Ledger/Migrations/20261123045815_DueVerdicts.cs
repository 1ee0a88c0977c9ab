using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDashboard.Evaluations.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class DueVerdicts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_evaluation_items_run_id_id",
                table: "evaluation_items",
                columns: new[] { "run_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_evaluation_items_state_id",
                table: "evaluation_items",
                columns: new[] { "state", "id" },
                filter: "state = 'Judged'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_evaluation_items_run_id_id",
                table: "evaluation_items");

            migrationBuilder.DropIndex(
                name: "IX_evaluation_items_state_id",
                table: "evaluation_items");
        }
    }
}
