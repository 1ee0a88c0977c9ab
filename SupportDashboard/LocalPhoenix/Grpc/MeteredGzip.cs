using System.IO.Compression;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Http.Features;
using SupportDashboard.LocalPhoenix.Collector;

namespace SupportDashboard.LocalPhoenix.Grpc;

/// <summary>Unpacks gzip no further than a message may be long, and out of the call's share: the library's own has no limit.</summary>
internal sealed class MeteredGzip(IHttpContextAccessor calls, LocalPhoenixOptions options) : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream)
    {
        var share = calls.HttpContext!.Features.GetRequiredFeature<BudgetShare>();
        return new MeteredStream(new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true), share, options.MaxBodyBytes);
    }
}
