namespace SupportDashboard.Tests.LocalPhoenix.Crash;

/// <summary>A promise was broken; the message says which.</summary>
internal sealed class CrashException(string message) : Exception(message);
