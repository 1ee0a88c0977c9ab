using System.Text.Json.Nodes;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>One entry of a validation answer, in the shape of Phoenix's web framework.</summary>
/// <param name="Type">A word for the rule that was broken, such as <c>missing</c>.</param>
/// <param name="Loc">Where: <c>["query", "limit"]</c> or <c>["body", "data", 0, "name"]</c>.</param>
/// <param name="Msg">What is wrong, as a phrase.</param>
/// <param name="Input">What was sent there.</param>
internal sealed record InputError(string Type, JsonArray Loc, string Msg, JsonNode? Input);
