using System.Globalization;

namespace SupportDashboard.Evaluations.Authoring;

/// <summary>Reads numbers as people and YAML write them, with a full stop; what is no finite number in its range is a problem.</summary>
internal static class NumberRules
{
    /// <summary>The number; null where nothing was written, and where it is a problem.</summary>
    public static double? Read(string field, string what, string text, double least, double most, List<DraftProblem> problems)
    {
        var written = text.Trim();
        if (written.Length == 0)
        {
            return null;
        }

        if (double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= least && number <= most)
        {
            return number;
        }

        var shown = written.Length <= 30 ? written : string.Concat(written.AsSpan(0, 30), "…");
        problems.Add(new(field, string.Create(CultureInfo.InvariantCulture, $"The {what} “{shown}” is no number from {least} to {most}.")));
        return null;
    }
}
