using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>The way of an export from its bytes to the disk, the same for OTLP over HTTP and over gRPC.</summary>
internal sealed class ExportIntake(TraceStore store, LocalPhoenixOptions options)
{
    /// <summary>The header, over gRPC the metadata, that names the project before the resource does.</summary>
    public const string ProjectHeader = "x-project-name";

    /// <summary>Decodes the body and stores its spans; when it returns, what is not counted as rejected is on disk.</summary>
    /// <param name="format">How the body is encoded.</param>
    /// <param name="body">The body, decompressed; the share holds its bytes already.</param>
    /// <param name="share">The share of the request, which holds what decoding needs for as long as it takes.</param>
    /// <param name="project">The project that a header names.</param>
    /// <param name="cancellationToken">Gives up waiting for the commit.</param>
    /// <exception cref="ApiException">400 no export request, 413 too much in it, 429 or 503 not now.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot write now.</exception>
    public async Task<Export> TakeAsync(ExportFormat format, ReadOnlyMemory<byte> body, BudgetShare share, string? project, CancellationToken cancellationToken)
    {
        var export = Decode(format, body, share, project);
        if (export.Batches.Count > 0)
        {
            await store.WriteAsync(writer => SpanWrites.Add(writer, export.Batches), export.Batches.Sum(static batch => batch.Spans.Count), cancellationToken);
        }

        return export;
    }

    private Export Decode(ExportFormat format, ReadOnlyMemory<byte> body, BudgetShare share, string? project)
    {
        var weight = format.Measure(body.Span);
        Unfolding.Take(share, weight, options);
        try
        {
            return ExportReader.Read(format.Parse(body), body.Length, project);
        }
        finally
        {
            // What is left to write is about as long as the body was.
            share.Shrink(weight);
        }
    }
}
