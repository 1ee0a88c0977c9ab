using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>A statement of our own beside EF Core's, in the same transaction; for the few that are made so often that translating them costs more than the write.</summary>
internal sealed class LedgerCommand : IAsyncDisposable
{
    private readonly DbCommand _command;
    private readonly bool _isPostgres;

    public LedgerCommand(DashboardDbContext db, string sql)
    {
        _command = db.Database.GetDbConnection().CreateCommand();
        _command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        _command.CommandText = sql;
        _isPostgres = db.Database.IsNpgsql();
    }

    /// <summary>Binds a value; texts as the database keeps them (<see cref="PostgresText"/>).</summary>
    public LedgerCommand With(string name, object? value)
    {
        var parameter = _command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value is string text && _isPostgres ? PostgresText.Encode(text) : value ?? DBNull.Value;
        _command.Parameters.Add(parameter);
        return this;
    }

    /// <summary>Makes the change and returns how many rows it concerned.</summary>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => _command.ExecuteNonQueryAsync(cancellationToken);

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
