using Microsoft.Data.Sqlite;
using SQLitePCL;
using SupportDashboard.Hosting;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// The time that one search may take. Words whose parts are all common, and which nobody says, have the index walk through everything there is:
/// SQLite is interrupted then (https://sqlite.org/c3ref/interrupt.html), in the middle of a statement if need be.
/// </summary>
internal sealed class SearchTime : IDisposable
{
    /// <summary>An answer has 200 ms, and the rows of the page are still to be read.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMilliseconds(120);

    private const int Interrupted = 9;

    private readonly SqliteConnection _connection;
    private readonly Lock _running = new();
    private readonly ITimer _timer;
    private bool _isRunning;

    public SearchTime(SqliteConnection connection, TimeProvider clock, TimeSpan most)
    {
        _connection = connection;
        _timer = clock.CreateTimer(static state => ((SearchTime)state!).Stop(), this, most, Timeout.InfiniteTimeSpan);
    }

    /// <summary>It is over; what was found so far is not all.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Goes to the next row; false behind the last one, and when the time is over before there is one.</summary>
    public bool Next(TypedStatement statement)
    {
        lock (_running)
        {
            if (IsUp)
            {
                return false;
            }

            _isRunning = true;
        }

        try
        {
            return statement.Next();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Interrupted && IsUp)
        {
            return false;
        }
        finally
        {
            lock (_running)
            {
                _isRunning = false;
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    // Only while a statement of the search runs: another one would end with an error.
    private void Stop()
    {
        lock (_running)
        {
            IsUp = true;
            if (_isRunning)
            {
                raw.sqlite3_interrupt(_connection.Handle);
            }
        }
    }
}
