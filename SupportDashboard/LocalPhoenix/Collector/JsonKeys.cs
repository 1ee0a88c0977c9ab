namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>The attributes whose texts the pipeline reads as JSON, as far as their keys tell: what unfolds there has to be counted.</summary>
internal static class JsonKeys
{
    /// <summary>The growth when the key is not known.</summary>
    public const int Most = 3;

    /// <summary>How many times what <see cref="JsonWeight"/> says a value takes: 0 when it stays a text, more than 1 when it is made into attributes of its own.</summary>
    /// <param name="key">An attribute's key in UTF-8.</param>
    public static int GrowthOf(ReadOnlySpan<byte> key) =>
        key.StartsWith("gen_ai."u8) ? Most
        : key.EndsWith("metadata"u8) || key.EndsWith("llm.prompt_template.variables"u8) || key.EndsWith("tool.parameters"u8) ? 1
        : 0;
}
