using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SupportDashboard.Hosting;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// The statements that stay prepared on a connection. Folding a page runs a dozen short statements thousands of times; to prepare one takes
/// longer than to run it.
/// </summary>
internal static class PreparedStatements
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, TypedStatement>> Known = [];

    /// <summary>The statement, prepared on first use.</summary>
    /// <param name="connection">An open connection, used by one thread at a time.</param>
    /// <param name="sql">A constant: texts are told apart by reference.</param>
    public static TypedStatement Prepared(this SqliteConnection connection, string sql)
    {
        var statements = Known.GetValue(connection, static _ => new Dictionary<string, TypedStatement>(ReferenceEqualityComparer.Instance));
        if (!statements.TryGetValue(sql, out var statement))
        {
            statement = new TypedStatement(connection.Handle ?? throw new InvalidOperationException("The connection is closed."), sql);
            statements.Add(sql, statement);
        }

        return statement;
    }

    /// <summary>Gives back what was prepared, before the connection is closed or goes back to its pool.</summary>
    public static void Release(SqliteConnection connection)
    {
        if (Known.TryGetValue(connection, out var statements))
        {
            Known.Remove(connection);
            foreach (var statement in statements.Values)
            {
                statement.Dispose();
            }
        }
    }
}
