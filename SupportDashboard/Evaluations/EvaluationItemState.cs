namespace SupportDashboard.Evaluations;

/// <summary>Where one item of a run stands: pending, judging, judged, written; or it ended without a verdict.</summary>
public enum EvaluationItemState
{
    /// <summary>Waits for its turn.</summary>
    Pending,

    /// <summary>The model is being asked.</summary>
    Judging,

    /// <summary>The verdict is stored here and waits to be written to Phoenix.</summary>
    Judged,

    /// <summary>The verdict stands in Phoenix.</summary>
    Written,

    /// <summary>There is no verdict; the item says why.</summary>
    NotJudged,

    /// <summary>The run was cancelled before the item was judged.</summary>
    Cancelled,
}
