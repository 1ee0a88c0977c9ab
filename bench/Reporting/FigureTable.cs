using System.Text;

namespace SupportDashboard.Bench.Reporting;

/// <summary>Writes figures as a Markdown table.</summary>
internal static class FigureTable
{
    public static string Markdown(IEnumerable<Figure> figures)
    {
        var table = new StringBuilder("| figure | measured | target |\n| --- | --- | --- |\n");
        foreach (var (name, measured, target) in figures)
        {
            table.Append("| ").AppendJoin(" | ", name, measured, target).Append(" |\n");
        }

        return table.ToString();
    }
}
