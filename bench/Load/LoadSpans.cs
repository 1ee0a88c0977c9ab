using System.Security.Cryptography;

namespace SupportDashboard.Bench.Load;

/// <summary>
/// Makes the traces of a support agent: sessions of a few turns, each a trace of six spans that end, and so arrive, children first.
/// Ids are random; texts come from a fixed seed.
/// </summary>
internal sealed class LoadSpans(int attributeBytes, int turnsPerSession)
{
    public const string Project = "bench";

    private const long StepNanos = 40_000_000;
    private const long FirstNanos = 1_790_000_000_000_000_000;

    // Name, kind, and the index of the parent.
    private static readonly (string Name, string Kind, int Parent)[] Shape =
    [
        ("classify", "LLM", 5), ("CreateEmbeddings", "EMBEDDING", 2), ("faq-retrieval", "RETRIEVER", 5), ("lookupOrderStatus", "TOOL", 5), ("faq-answer", "LLM", 5),
        ("support-agent", "AGENT", -1),
    ];

    private readonly LoadText _text = new();
    private long _now = FirstNanos;
    private int _sessions;

    /// <summary>How many spans a session has.</summary>
    public int PerSession => Shape.Length * turnsPerSession;

    /// <summary>Sessions one after the other, without end.</summary>
    public IEnumerable<LoadSpan> Endless()
    {
        while (true)
        {
            var session = FormattableString.Invariant($"session-{++_sessions:x8}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
            for (var turn = 0; turn < turnsPerSession; turn++)
            {
                foreach (var span in Trace(session))
                {
                    yield return span;
                }
            }
        }
    }

    private IEnumerable<LoadSpan> Trace(string session)
    {
        var trace = RandomNumberGenerator.GetBytes(16);
        var ids = Array.ConvertAll(Shape, static _ => RandomNumberGenerator.GetBytes(8));
        var started = _now;
        for (var index = 0; index < Shape.Length; index++)
        {
            var (name, kind, parent) = Shape[index];
            _now += StepNanos;
            yield return new LoadSpan
            {
                TraceId = trace,
                SpanId = ids[index],
                ParentId = parent < 0 ? null : ids[parent],
                Name = name,
                SessionId = session,
                StartNanos = parent < 0 ? started : _now - StepNanos,
                EndNanos = _now,
                Tokens = kind == "LLM" ? 150 : 0,
                Attributes = Attributes(session, kind),
            };
        }
    }

    private List<KeyValuePair<string, string>> Attributes(string session, string kind)
    {
        var quarter = attributeBytes / 4;
        return
        [
            new("openinference.span.kind", kind),
            new("session.id", session),
            new("user.id", "local"),
            new("input.value", _text.Next(quarter)),
            new("input.mime_type", "text/plain"),
            new("output.value", _text.Next(quarter)),
            new("llm.model_name", "gpt-4o-mini"),
            new("llm.input_messages.0.message.role", "system"),
            new("llm.input_messages.0.message.content", _text.Next(quarter)),
            new("llm.input_messages.1.message.role", "user"),
            new("llm.input_messages.1.message.content", _text.Next(Math.Max(1, quarter - 250))),
        ];
    }
}
