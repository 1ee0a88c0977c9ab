using System.Net.Http.Headers;
using SupportDashboard.LocalPhoenix.Api;

namespace SupportDashboard.Tests.LocalPhoenix.Fuzzing;

/// <summary>A decoder of what others send, how it is reached over HTTP, and valid bodies to begin with.</summary>
/// <param name="Name">What it decodes.</param>
/// <param name="Path">Where it is posted.</param>
/// <param name="ContentType">What it is posted as.</param>
/// <param name="Seeds">Valid bodies.</param>
/// <param name="Decode">The decoder alone; refusals are thrown.</param>
/// <param name="Statuses">All that it may answer.</param>
internal sealed record FuzzTarget(
    string Name, string Path, string ContentType, IReadOnlyList<byte[]> Seeds, Action<ReadOnlyMemory<byte>> Decode, IReadOnlySet<int> Statuses)
{
    /// <summary>What a decoder may allocate in all, even for moments, beyond <see cref="Multiple"/> times the body.</summary>
    public const long Allowance = 4 * 1024 * 1024;

    /// <summary>How many bytes a decoder may allocate for each byte of a body, most of them for a moment only: a span of two bytes is an object, and then an exception.</summary>
    public const int Multiple = 1536;

    /// <summary>Decodes on this thread.</summary>
    /// <returns>The bytes that were allocated for it.</returns>
    /// <exception cref="InvalidOperationException">The answer is not one of the allowed, or it took too much memory.</exception>
    public long Check(byte[] body)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var status = StatusOf(body);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return !Statuses.Contains(status) ? throw Broken(body, $"answers {status}")
            : allocated > Allowance + (long)Multiple * body.Length ? throw Broken(body, $"allocates {allocated} bytes for {body.Length}")
            : allocated;
    }

    /// <summary>Posts the body to a server.</summary>
    /// <returns>The status.</returns>
    /// <exception cref="InvalidOperationException">The answer is not one of the allowed, or says nothing.</exception>
    public async Task<int> PostAsync(HttpClient http, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(ContentType) } };
        using var answer = await http.PostAsync(Path, content, cancellationToken);
        var text = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var status = (int)answer.StatusCode;
        return Statuses.Contains(status) && (status < 400 || text.Length > 0) ? status : throw Broken(body, FormattableString.Invariant($"answers {status} over HTTP"));
    }

    /// <summary>What is wrong with a decoder, with the body that shows it.</summary>
    public InvalidOperationException Broken(byte[] body, string what, Exception? because = null) =>
        new($"{Name} {what} for {Convert.ToHexString(body)}", because);

    private int StatusOf(byte[] body)
    {
        try
        {
            Decode(body);
            return Statuses.Min();
        }
        catch (ApiException exception)
        {
            return exception.Status;
        }
        catch (Exception exception)
        {
            throw Broken(body, "fails with " + exception.Message, exception);
        }
    }
}
