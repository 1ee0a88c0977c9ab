using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDashboard.Evaluations.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class VerdictDetails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "manipulation",
                table: "evaluation_items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "spans",
                table: "evaluation_items",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "manipulation",
                table: "evaluation_items");

            migrationBuilder.DropColumn(
                name: "spans",
                table: "evaluation_items");
        }
    }
}
