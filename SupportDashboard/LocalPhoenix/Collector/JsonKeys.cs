namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>The attributes whose texts the pipeline reads as JSON, as far as their keys tell: what unfolds there has to be counted.</summary>
internal static class JsonKeys
{
    /// <param name="key">An attribute's key in UTF-8.</param>
    public static bool Contain(ReadOnlySpan<byte> key) =>
        key.EndsWith("metadata"u8) || key.EndsWith("llm.prompt_template.variables"u8) || key.EndsWith("tool.parameters"u8) || key.StartsWith("gen_ai."u8);
}
