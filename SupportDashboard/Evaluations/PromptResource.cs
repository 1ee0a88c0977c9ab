namespace SupportDashboard.Evaluations;

/// <summary>Reads the prompts that are embedded from Evaluations/Prompts.</summary>
internal static class PromptResource
{
    /// <summary>The text of <c>Prompts/{name}.md</c>, with line feeds only.</summary>
    public static string Read(string name)
    {
        var assembly = typeof(PromptResource).Assembly;
        var resource = $"{typeof(PromptResource).Namespace}.Prompts.{name}.md";
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The prompt {resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}
