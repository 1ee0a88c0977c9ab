using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace SupportDashboard.Tests.Fakes;

/// <summary>The statements that SQLite runs for EF Core's contexts, as SQLite itself tells them: with their values, and those that EF Core did not make among them.</summary>
internal sealed class SqliteStatements : DbConnectionInterceptor
{
    private readonly ConcurrentQueue<string> _told = new();

    /// <summary>Whether anything is kept.</summary>
    public bool IsListening { get; set; }

    /// <summary>What was run since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (_told.TryDequeue(out var sql))
        {
            taken.Add(sql);
        }

        return taken;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Listen(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Listen(connection);
        return Task.CompletedTask;
    }

    private void Listen(DbConnection connection) => raw.sqlite3_trace(
        ((SqliteConnection)connection).Handle,
        (_, sql) =>
        {
            if (IsListening)
            {
                _told.Enqueue(sql);
            }
        },
        null);
}
