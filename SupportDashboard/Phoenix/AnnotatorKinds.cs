namespace SupportDashboard.Phoenix;

/// <summary>Phoenix's closed set of annotator kinds.</summary>
public static class AnnotatorKinds
{
    public const string Llm = "LLM";
    public const string Code = "CODE";
    public const string Human = "HUMAN";
}
