namespace SupportDashboard.Tests.Fakes;

/// <summary>What a <see cref="FaultyProxy"/> does to those who ask.</summary>
internal enum ProxyFault
{
    /// <summary>Passes on what it is asked and what is answered.</summary>
    None,

    /// <summary>Breaks every connection.</summary>
    Down,

    /// <summary>Answers 401.</summary>
    Unauthorized,

    /// <summary>Answers 500 with an error in OpenAI's format.</summary>
    ServerError,

    /// <summary>Answers 200 with a page, as a web server in the wrong place does.</summary>
    WebPage,

    /// <summary>Answers 200 with JSON that is none.</summary>
    BrokenJson,

    /// <summary>Passes on nothing until the fault is over.</summary>
    Hold,
}
