using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;

namespace SupportDashboard.Components.Evaluations;

/// <summary>The fields of an evaluator, each with what is wrong in it.</summary>
public sealed partial class EvaluatorForm
{
    [Parameter, EditorRequired]
    public required EvaluatorDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<DraftProblem> Problems { get; set; }

    /// <summary>The name can still be chosen.</summary>
    [Parameter]
    public bool IsNew { get; set; }

    /// <summary>Also says that fields are empty which nobody has touched.</summary>
    [Parameter]
    public bool ShowsAll { get; set; }

    /// <summary>Raised after a field was changed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>Raised with the text of a file; or with a text that is none, where the file is too large to be read.</summary>
    [Parameter]
    public EventCallback<string> OnImport { get; set; }

    private Task Set(ChangeEventArgs change, Action<string> set)
    {
        set(change.Value as string ?? "");
        return OnChanged.InvokeAsync();
    }

    private Task SetScope(ChangeEventArgs change) =>
        Set(change, value => Draft.Scope = Enum.TryParse<EvaluatorScope>(value, out var scope) && Enum.IsDefined(scope) ? scope : EvaluatorScope.Session);

    private Task SetSeesWork(ChangeEventArgs change)
    {
        Draft.SeesWork = change.Value is true;
        return OnChanged.InvokeAsync();
    }

    private async Task ReadFileAsync(InputFileChangeEventArgs change)
    {
        // A file that is too large is not read; its length alone is enough to refuse it with the reader's own sentence.
        if (change.File.Size > EvaluatorYaml.LargestFile)
        {
            await OnImport.InvokeAsync(new string(' ', EvaluatorYaml.LargestFile + 1));
            return;
        }

        using var reader = new StreamReader(change.File.OpenReadStream(EvaluatorYaml.LargestFile));
        await OnImport.InvokeAsync(await reader.ReadToEndAsync());
    }
}
