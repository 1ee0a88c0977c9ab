namespace SupportDashboard.Tracing;

/// <summary>A pipeline whose requests wait on disk when Phoenix does not take them.</summary>
internal interface IUnsentTraces
{
    /// <summary>What waits; null before the start.</summary>
    TraceOutbox? Outbox { get; }

    /// <summary>Where it goes; null before the start.</summary>
    TraceDestination? Destination { get; }
}
