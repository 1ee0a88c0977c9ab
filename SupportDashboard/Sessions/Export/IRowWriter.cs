namespace SupportDashboard.Sessions.Export;

/// <summary>Writes sessions in one format. What was not finished is incomplete.</summary>
internal interface IRowWriter
{
    Task WriteAsync(SessionRow row, CancellationToken cancellationToken);

    /// <summary>Writes what is left.</summary>
    Task FinishAsync(CancellationToken cancellationToken);
}
