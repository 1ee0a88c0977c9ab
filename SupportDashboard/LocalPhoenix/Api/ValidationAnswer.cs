namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>The body of a 422 that says what is wrong with the input.</summary>
internal sealed record ValidationAnswer(IReadOnlyList<InputError> Detail);
