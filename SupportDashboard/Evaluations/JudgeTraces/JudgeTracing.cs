using System.Diagnostics;
using System.Text.Json.Nodes;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Llm;
using SupportDashboard.Tracing;

namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>
/// Opens the OpenInference spans of the judges: one trace per verdict, an EVALUATOR span with one LLM span for each try. They never carry the judged
/// session's id as <c>session.id</c>, or the judge's own tokens would be counted as that conversation's.
/// </summary>
internal sealed class JudgeTracing(LlmConnection connection, TimeProvider clock)
{
    /// <summary>The source that the judges' pipeline listens to; the agent's does not.</summary>
    public const string SourceName = "SupportDashboard.Judges";

    public const string SessionAttribute = "support_dashboard.session_id";
    public const string ProjectAttribute = "support_dashboard.project";
    public const string EvaluatorAttribute = "support_dashboard.evaluator";
    public const string VersionAttribute = "support_dashboard.evaluator_version";
    public const string RunAttribute = "support_dashboard.run_id";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts the trace of one verdict.</summary>
    public JudgeTrace Start(ItemRow item, Evaluator evaluator, int turns)
    {
        // A run works on behalf of nobody's request: whatever is around the worker is not its parent.
        Activity.Current = null;
        var span = Start(default, $"{evaluator.Name}.evaluate", SpanKinds.Evaluator);
        span.Set(SessionAttribute, item.SessionId);
        span.Set(ProjectAttribute, item.Project);
        span.Set(EvaluatorAttribute, evaluator.Name);
        span.Set(VersionAttribute, evaluator.Version);
        span.Set(RunAttribute, item.RunId.ToString());
        span.SetInput(new JsonObject { ["question"] = evaluator.Question, ["turns"] = turns, ["evaluator_version"] = evaluator.Version }.ToJsonString(), MimeTypes.Json);
        return new JudgeTrace(span, this);
    }

    /// <summary>Starts the span of one try.</summary>
    public TraceSpan StartTry(TraceSpan parent, int number)
    {
        var span = Start(parent.Activity?.Context ?? default, "judge", SpanKinds.Llm);
        span.Set("support_dashboard.try", number);
        return span;
    }

    /// <summary>Whom the judge asks.</summary>
    public LlmConnection Connection { get; } = connection;

    private TraceSpan Start(ActivityContext parent, string name, string kind)
    {
        var span = new TraceSpan(Source.StartActivity(name, ActivityKind.Internal, parent), kind, name, string.Empty, clock);
        span.Set(OpenInference.SpanKind, kind);
        return span;
    }
}
