using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>A glance at a conversation beside the list: how it began, how it ended, how it was judged. The list stays as it is.</summary>
public sealed partial class SessionPeek(FirstTurns first, EvaluatorBook book) : IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private IReadOnlyList<FirstTurn>? _turns;
    private (string SessionId, int Turns) _loaded;

    [Parameter, EditorRequired]
    public required SessionRow Row { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    /// <summary>Leaves the lines above the table free, where the picked sessions are judged.</summary>
    [Parameter]
    public bool BesideTable { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = (Row.SessionId, Row.Turns);
        if (wanted == _loaded)
        {
            return;
        }

        _turns = wanted.SessionId == _loaded.SessionId ? _turns : null;
        _loaded = wanted;
        try
        {
            var turns = await first.ReadAsync(Row.Project, Row.SessionId, _disposal.Token);
            if (wanted == _loaded)
            {
                _turns = turns;
            }
        }
        catch (Exception) when (_disposal.IsCancellationRequested)
        {
            // The preview was closed.
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // What the row says stands there all the same.
            _turns = [];
        }
    }
}
