using System.Collections.Concurrent;

namespace SupportDashboard.Sessions.Export;

/// <summary>The exports of this process: the tickets that pages hold, and how many files may be written at a time.</summary>
public sealed class ExportDesk
{
    /// <summary>Each file holds a reader of the index for minutes; pages need the others.</summary>
    public const int MostAtOnce = 2;

    private readonly ConcurrentDictionary<Guid, ExportTicket> _tickets = new();
    private int _running;

    /// <summary>A ticket for one file, known until it is closed.</summary>
    public ExportTicket Open()
    {
        var ticket = new ExportTicket();
        _tickets[ticket.Id] = ticket;
        return ticket;
    }

    /// <summary>Forgets a ticket; its file goes on.</summary>
    public void Close(ExportTicket ticket) => _tickets.TryRemove(ticket.Id, out _);

    /// <summary>The ticket with an id; null where no page holds one.</summary>
    public ExportTicket? Find(Guid id) => _tickets.GetValueOrDefault(id);

    /// <summary>Takes one of the places for files; null when all are taken.</summary>
    internal IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _running) > MostAtOnce)
        {
            Interlocked.Decrement(ref _running);
            return null;
        }

        return new Place(this);
    }

    private sealed class Place(ExportDesk desk) : IDisposable
    {
        private ExportDesk? _desk = desk;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _desk, null) is { } desk)
            {
                Interlocked.Decrement(ref desk._running);
            }
        }
    }
}
