namespace SupportDashboard.Phoenix;

/// <summary>Why a call to Phoenix failed.</summary>
public enum PhoenixFailure
{
    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>No complete answer in time.</summary>
    Timeout,

    /// <summary>401: no key, or a wrong or expired one.</summary>
    Unauthorized,

    /// <summary>403: the key may not do this, or the server is read-only.</summary>
    Forbidden,

    /// <summary>404: the project, session or span is not (yet) there.</summary>
    NotFound,

    /// <summary>400, 409, 422: the server refused the request.</summary>
    Invalid,

    /// <summary>429, 503, 507: try later.</summary>
    Busy,

    /// <summary>An answer that is not Phoenix's: HTML, broken JSON, missing fields.</summary>
    Malformed,

    /// <summary>An answer larger than this application reads at once.</summary>
    TooLarge,

    /// <summary>Anything else, for example 500 or a redirect.</summary>
    Unexpected,
}
