using SupportDashboard.Components.Drawing;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;

namespace SupportDashboard.Components.Evaluations;

/// <summary>All evaluators: those that people wrote here, and the product's.</summary>
public sealed partial class EvaluatorsPage(EvaluatorBook book, EvaluatorDesk desk) : IDisposable
{
    private readonly CancellationTokenSource _disposal = new();

    private IEnumerable<Evaluator> Own => book.InUse.Where(static evaluator => EvaluatorCatalog.Find(evaluator.Name) is null);

    private IReadOnlyList<Evaluator> Retired => [.. book.All.Where(static evaluator => evaluator.IsRetired)];

    public void Dispose()
    {
        _disposal.CancelHere();
        _disposal.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            // Another dashboard on the same database may have published meanwhile.
            await desk.RefreshAsync(_disposal.Token);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
    }
}
