using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>A session as it stands in a list.</summary>
/// <param name="Row">What is known of it.</param>
/// <param name="Address">The address of the list, with the conversation that is open beside it.</param>
public sealed record ListedSession(SessionRow Row, SessionsAddress Address)
{
    /// <summary>Where it says what is searched for.</summary>
    public SearchHit? Hit { get; init; }

    /// <summary>The key for "next" opens it.</summary>
    public bool OpensWithKey { get; init; }

    /// <summary>It came in last.</summary>
    public bool HasArrived { get; init; }

    /// <summary>The list would not show it any more.</summary>
    public bool HasLeft { get; init; }

    /// <summary>What it is called.</summary>
    public string Title => SessionList.TitleOf(Row);

    /// <summary>Leads to the conversation.</summary>
    public string Href => (Address with { SessionId = Row.SessionId, Turn = null }).ToUri();

    /// <summary>It is the conversation beside the list.</summary>
    public bool IsOpen => Row.SessionId == Address.SessionId;

    /// <summary>The sessions that a model holds.</summary>
    public static IReadOnlyList<ListedSession> Of(SessionListModel model, SessionsAddress address) => [.. (model.Page?.Rows ?? []).Select((row, index) => new ListedSession(row, address)
    {
        Hit = model.Hits.GetValueOrDefault(row.SessionId),

        // With nothing open, "next" is the first of the list.
        OpensWithKey = index == 0 && address.SessionId is null,
        HasArrived = model.Arrived.Contains(row.SessionId),
        HasLeft = model.Left.Contains(row.SessionId),
    })];
}
