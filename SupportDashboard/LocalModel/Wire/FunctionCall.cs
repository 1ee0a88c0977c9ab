namespace SupportDashboard.LocalModel;

/// <summary>A function that the model wants called; the arguments are JSON text.</summary>
internal sealed record FunctionCall(string Id, string Name, string Arguments);
