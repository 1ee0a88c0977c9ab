namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>An attribute that must have a value of just this type: text, <see cref="bool"/>, or a number (1 and 1.0 are the same).</summary>
/// <param name="Key">The dotted key.</param>
/// <param name="Value">A <see cref="string"/>, <see cref="bool"/>, <see cref="long"/> or <see cref="double"/>.</param>
internal sealed record AttributeMatch(string Key, object Value);
