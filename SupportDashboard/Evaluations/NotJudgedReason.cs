namespace SupportDashboard.Evaluations;

/// <summary>Why a session has no verdict. A failure is data, never a low score.</summary>
public enum NotJudgedReason
{
    /// <summary>The model refused to judge.</summary>
    Refused,

    /// <summary>A content filter of the model's provider held the answer back.</summary>
    Filtered,

    /// <summary>The answer broke the schema, also after one repair attempt.</summary>
    InvalidAnswer,

    /// <summary>The model did not answer in time.</summary>
    Timeout,

    /// <summary>The model's provider asked to slow down and kept doing so.</summary>
    RateLimit,

    /// <summary>The account of the model's provider is used up.</summary>
    QuotaExceeded,

    /// <summary>The conversation does not fit into the model's window, even when cut.</summary>
    TooLong,

    /// <summary>The model's provider does not know the model.</summary>
    ModelMissing,

    /// <summary>The model's provider did not accept the key.</summary>
    Unauthorized,

    /// <summary>The model could not be reached.</summary>
    Unreachable,

    /// <summary>The model's provider failed in another way.</summary>
    ModelError,

    /// <summary>The conversation holds no messages.</summary>
    NothingToJudge,

    /// <summary>The conversation is no longer in Phoenix.</summary>
    SessionGone,

    /// <summary>The conversation could not be read from Phoenix.</summary>
    TranscriptUnreadable,

    /// <summary>Phoenix did not accept the verdict.</summary>
    NotWritten,

    /// <summary>The evaluator is no longer part of the product.</summary>
    EvaluatorMissing,
}
