using System.Text;
using System.Text.Json;
using SupportDashboard.LocalPhoenix.Collector;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Reads JSON bodies within the limits that hold for exports too.</summary>
internal sealed class JsonBody(ByteBudget budget, LocalPhoenixOptions options)
{
    private const int MaxEchoedCharacters = 1000;

    /// <summary>Reads the body and hands it to <paramref name="use"/> while its memory is accounted for.</summary>
    /// <exception cref="ApiException">422: it is no JSON, or not declared as such (a form on a foreign page cannot declare it); 413, 429, 503: it is too much.</exception>
    public async Task<IResult> UseAsync(HttpRequest request, Func<BodyValue, Task<IResult>> use, CancellationToken cancellationToken)
    {
        using var share = budget.Open(request.HttpContext.Connection.RemoteIpAddress);
        var body = await RequestBody.ReadAsync(request, share, options.MaxBodyBytes, cancellationToken);
        if (!request.HasJsonContentType())
        {
            var text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, MaxEchoedCharacters)]);
            throw InputErrors.NoObject(["body"], text);
        }

        Unfolding.Take(share, JsonWeight.Measure(body.Span), options);
        using var document = Parse(body);
        return await use(BodyValue.Root(document.RootElement));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            throw InputErrors.NoJson(exception.BytePositionInLine ?? 0);
        }
    }
}
