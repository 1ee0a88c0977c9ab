namespace SupportDashboard.Components.Drawing;

/// <summary>A row of a list that the browser keeps.</summary>
/// <param name="Key">Names it between browser and server, in place of an id that may hold any character: <see cref="DrawnRows.KeyOf"/>.</param>
/// <param name="Html">What it looks like; null where the browser has it already.</param>
public sealed record DrawnRow(string Key, string? Html);
