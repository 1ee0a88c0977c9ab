using System.Net;
using System.Net.Http.Headers;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>A protobuf body that sends its bytes and then does not end until it is told to.</summary>
internal sealed class SlowContent : HttpContent
{
    private readonly int _bytes;
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlowContent(int bytes)
    {
        _bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
    }

    public void Finish() => _finish.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(new byte[_bytes]);
        await stream.FlushAsync();
        await _finish.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
