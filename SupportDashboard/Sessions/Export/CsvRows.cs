using System.Globalization;
using CsvHelper;

namespace SupportDashboard.Sessions.Export;

/// <summary>
/// Sessions as CSV (RFC 4180, UTF-8 with a byte order mark, without which spreadsheets read umlauts wrongly). A text that a spreadsheet would
/// take for a formula begins with an apostrophe: customers write these texts, and somebody opens the file.
/// </summary>
internal sealed class CsvRows : IRowWriter
{
    // Some spreadsheets read the wide forms like the plain ones, and a line break before a formula does not stop them.
    private const string MoreFormulaStarts = "＝＋－＠\n";

    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true, FormatProvider = CultureInfo.InvariantCulture };

    // Never disposed, which would write what is buffered: a file that was given up must not look finished.
    private readonly CsvWriter _csv;
    private readonly IReadOnlyList<string> _evaluators;
    private bool _begun;

    /// <param name="output">Left open.</param>
    /// <param name="evaluators">Whose verdicts get columns, in their order.</param>
    public CsvRows(Stream output, IReadOnlyList<string> evaluators)
    {
        _csv = CsvWriter.Create(output, Options, leaveOpen: true);
        _evaluators = evaluators;
    }

    public async Task WriteAsync(SessionRow row, CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        foreach (var field in SessionFields.All)
        {
            Write(field.Value(row));
        }

        foreach (var evaluator in _evaluators)
        {
            WriteVerdict(row, evaluator);
        }

        await _csv.EndRecordAsync(cancellationToken);
    }

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        await _csv.FlushAsync(cancellationToken);
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (_begun)
        {
            return;
        }

        _begun = true;
        foreach (var field in SessionFields.All)
        {
            Write(field.Name);
        }

        foreach (var evaluator in _evaluators)
        {
            foreach (var suffix in (string[])["", "_score", "_explanation", "_by", "_at", "_stale", "_human"])
            {
                Write(evaluator + suffix);
            }
        }

        await _csv.EndRecordAsync(cancellationToken);
    }

    private void WriteVerdict(SessionRow row, string evaluator)
    {
        var verdict = row.Verdicts.FirstOrDefault(verdict => verdict.Evaluator == evaluator && verdict.IsCurrent);
        var human = row.Verdicts.Where(verdict => verdict.Evaluator == evaluator && verdict is { IsHuman: true, Label: not null }).MaxBy(static verdict => verdict.UpdatedAt);
        Write(verdict?.Label);
        Write(verdict?.Score);
        Write(verdict?.Explanation);
        Write(verdict?.AnnotatorKind);
        Write(verdict?.UpdatedAt);
        Write(verdict?.Stale);
        Write(human?.Label);
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null: _csv.WriteField(""); break;
            case string text: WriteText(text); break;
            case IReadOnlyList<string> several: WriteText(string.Join("; ", several)); break;
            case DateTimeOffset at: _csv.WriteField(SessionFields.Iso(at)); break;
            case bool flag: _csv.WriteField(flag ? "true" : "false"); break;

            // Not text, so that a negative number stays one.
            default: _csv.WriteField(value); break;
        }
    }

    private void WriteText(string text) =>
        _csv.WriteField(text.Length > 0 && MoreFormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text);
}
