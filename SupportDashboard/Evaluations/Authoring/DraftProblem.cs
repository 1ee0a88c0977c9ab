namespace SupportDashboard.Evaluations.Authoring;

/// <summary>Why a draft cannot be published.</summary>
/// <param name="Field">The field that it is about, as YAML names it.</param>
/// <param name="Sentence">What is wrong and what would be right.</param>
public sealed record DraftProblem(string Field, string Sentence);
