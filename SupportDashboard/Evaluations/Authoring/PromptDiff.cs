using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace SupportDashboard.Evaluations.Authoring;

/// <summary>Two prompts beside each other, line by line.</summary>
public static class PromptDiff
{
    private const int MostLines = 2000;

    /// <summary>The lines of both, those of one side that the other does not have beside an empty one.</summary>
    public static IReadOnlyList<PromptDiffLine> Of(string before, string after)
    {
        var model = SideBySideDiffBuilder.Diff(before, after, ignoreWhiteSpace: false);
        return
        [
            .. model.OldText.Lines.Zip(model.NewText.Lines).Take(MostLines).Select(static (pair, index) => new PromptDiffLine(
                index,
                pair.First.Type == ChangeType.Imaginary ? null : pair.First.Text ?? "",
                pair.Second.Type == ChangeType.Imaginary ? null : pair.Second.Text ?? "",
                pair.First.Type != ChangeType.Unchanged || pair.Second.Type != ChangeType.Unchanged)),
        ];
    }
}
