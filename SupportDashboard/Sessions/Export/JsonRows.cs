using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SupportDashboard.Sessions.Export;

/// <summary>Sessions as JSON Lines: one object a line, with every verdict in full, of judges and people.</summary>
internal sealed class JsonRows(Stream output) : IRowWriter
{
    private const int FlushAt = 64 * 1024;

    // The file is no web page: letters of all languages stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);

    public async Task WriteAsync(SessionRow row, CancellationToken cancellationToken)
    {
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            Write(json, row);
        }

        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushAt)
        {
            await FinishAsync(cancellationToken);
        }
    }

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        _buffer.ResetWrittenCount();
    }

    private static void Write(Utf8JsonWriter json, SessionRow row)
    {
        json.WriteStartObject();
        foreach (var (name, value) in SessionFields.All)
        {
            json.WritePropertyName(name);
            WriteValue(json, value(row));
        }

        json.WriteStartArray("verdicts");
        foreach (var verdict in row.Verdicts)
        {
            WriteVerdict(json, verdict);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case DateTimeOffset at: json.WriteStringValue(SessionFields.Iso(at)); break;
            case IReadOnlyList<string> several:
                json.WriteStartArray();
                foreach (var text in several)
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
                break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }

    private static void WriteVerdict(Utf8JsonWriter json, SessionVerdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("evaluator", verdict.Evaluator);
        json.WriteString("label", verdict.Label);
        json.WritePropertyName("score");
        WriteValue(json, verdict.Score is { } score && double.IsFinite(score) ? score : null);
        json.WriteString("explanation", verdict.Explanation);
        json.WriteString("by", verdict.AnnotatorKind);
        json.WriteString("identifier", verdict.Identifier);
        json.WriteString("at", SessionFields.Iso(verdict.UpdatedAt));
        json.WriteString("model", verdict.Model);
        json.WriteBoolean("current", verdict.IsCurrent);
        json.WriteBoolean("stale", verdict.Stale);
        json.WriteStartArray("evidence");
        foreach (var quote in verdict.Evidence)
        {
            json.WriteStartObject();
            json.WriteNumber("turn", quote.Turn);
            json.WriteString("quote", quote.Quote);
            json.WriteBoolean("found", quote.Found);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
