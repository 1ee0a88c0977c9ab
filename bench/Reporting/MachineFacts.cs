using System.Runtime.InteropServices;
using SQLitePCL;
using static System.FormattableString;

namespace SupportDashboard.Bench.Reporting;

/// <summary>What the figures were measured on.</summary>
internal static class MachineFacts
{
    private const double Gigabyte = 1024.0 * 1024 * 1024;

    public static string Line()
    {
        Batteries_V2.Init();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gigabyte;
        return Invariant(
            $"{Environment.ProcessorCount} cores, {memory:0} GB memory, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, SQLite {raw.sqlite3_libversion().utf8_to_string()}; medians, with the lowest and highest round in brackets.");
    }
}
