namespace SupportDashboard.Components.Sessions;

/// <summary>How a column's cells look.</summary>
internal enum SessionColumnKind
{
    /// <summary>Left aligned, cut where it is too long.</summary>
    Text,

    /// <summary>Right aligned, in tabular figures.</summary>
    Number,

    /// <summary>How long ago.</summary>
    Started,

    /// <inheritdoc cref="Started"/>
    LastActive,

    /// <summary>Badges.</summary>
    Verdicts,
}
