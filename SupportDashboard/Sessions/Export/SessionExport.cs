namespace SupportDashboard.Sessions.Export;

/// <summary>Writes every session that matches to a stream, one after the other, whatever their number, in constant memory.</summary>
public sealed class SessionExport
{
    private readonly ExportSource _source;

    internal SessionExport(ExportSource source) => _source = source;

    /// <summary>How many sessions match.</summary>
    public Task<int> CountAsync(SessionQuery query, CancellationToken cancellationToken) => _source.CountAsync(query, cancellationToken);

    /// <summary>Writes them in the query's order. What fails in the middle is thrown; the stream is then incomplete.</summary>
    /// <param name="query">Which sessions, in which order; its offset and limit are ignored.</param>
    /// <param name="format">How they are written.</param>
    /// <param name="output">Written to asynchronously only, and left open.</param>
    /// <param name="wrote">Called after each session.</param>
    /// <param name="cancellationToken">Stops between two sessions.</param>
    public async Task WriteAsync(SessionQuery query, ExportFormat format, Stream output, Action wrote, CancellationToken cancellationToken)
    {
        IRowWriter rows = format == ExportFormat.Csv
            ? new CsvRows(output, await _source.EvaluatorsAsync(query.Project, cancellationToken))
            : new JsonRows(output);
        await foreach (var row in _source.RowsAsync(query, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await rows.WriteAsync(row, cancellationToken);
            wrote();
        }

        await rows.FinishAsync(cancellationToken);
    }
}
