namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>An annotation config.</summary>
/// <param name="Row">Its row, 0 before it is stored.</param>
/// <param name="Name">Unique.</param>
/// <param name="Type">CATEGORICAL, CONTINUOUS or FREEFORM.</param>
/// <param name="Body">A JSON object in UTF-8 with the fields of that type.</param>
internal sealed record StoredAnnotationConfig(long Row, string Name, string Type, byte[] Body);
