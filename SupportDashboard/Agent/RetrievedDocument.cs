namespace SupportDashboard.Agent;

/// <summary>A document found for a question; <c>Score</c> is the cosine similarity where it is known.</summary>
public sealed record RetrievedDocument(string Id, string Content, double? Score);
