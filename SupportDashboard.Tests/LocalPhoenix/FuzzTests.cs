using CsCheck;
using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.LocalPhoenix.Store;
using SupportDashboard.Tests.LocalPhoenix.Fuzzing;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>
/// Damaged bodies for every decoder: never a crash, memory bounded by the size of the body, one of the known answers. A longer run with
/// a seed of its own is in the benchmarks.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20261122;
    private const int Decoded = 4000;
    private const int Posted = 300;

    private static readonly Gen<Mutation> Mutations =
        from kind in Gen.Int[0, Enum.GetValues<MutationKind>().Length - 1]
        from place in Gen.UInt
        from what in Gen.UInt
        select new Mutation((MutationKind)kind, place, what);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(static target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Damaged_bodies_neither_break_a_decoder_nor_fill_the_memory(string name)
    {
        var run = new FuzzRun(Target(name), Seed);

        run.Decode(Decoded);

        TestContext.Current.TestOutputHelper?.WriteLine($"worst {run.WorstMultiple:F0} bytes a byte, longest {run.Longest}");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Nor_does_any_sequence_of_damages(string name)
    {
        var target = Target(name);
        Gen.Select(Gen.Int[0, target.Seeds.Count - 1], Mutations.List[1, 8]).Sample(
            (seed, mutations) => target.Check(mutations.Aggregate(target.Seeds[seed], static (body, mutation) => mutation.Apply(body))) >= 0,
            iter: 2000,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Over_http_each_gets_one_clear_answer_and_the_store_stays_sound(string name)
    {
        await using var phoenix = new TestPhoenix();
        using var http = await phoenix.ConnectAsync(Token);

        await new FuzzRun(Target(name), Seed + 1).PostAsync(http, Posted, Token);

        Assert.Equal("OK", await http.GetStringAsync("/healthz", Token));
        foreach (var project in await RestPages.ReadAsync(http, "/v1/projects", 100, Token))
        {
            // What was taken can be read, whatever it is.
            await RestPages.ReadAsync(http, $"/v1/projects/{Uri.EscapeDataString(project.GetProperty("id").GetString()!)}/spans", 100, Token);
        }

        using var store = StoreConnection.OpenReader(phoenix.StorePath);
        Assert.Equal((0, 0, 0), StoreScan.CountWrong(store));
    }

    [Theory]
    [InlineData("spans")]
    [InlineData("attributes")]
    [InlineData("events")]
    [InlineData("links")]
    [InlineData("values")]
    [InlineData("maps")]
    [InlineData("resources")]
    public void Bodies_that_are_all_small_things_stay_within_the_bound_too(string things)
    {
        var body = Dense(things);
        var protobuf = FuzzTargets.All[0].Check(body);
        var json = FuzzTargets.All[1].Check(OtlpJson.Of(body));

        TestContext.Current.TestOutputHelper?.WriteLine($"{(double)protobuf / body.Length:F0} bytes a byte of protobuf, {(double)json / OtlpJson.Of(body).Length:F0} of JSON");
    }

    private static FuzzTarget Target(string name) => FuzzTargets.All.Single(target => target.Name == name);

    private static byte[] Dense(string things)
    {
        const int Many = 20_000;
        var request = ExportTraceRequest.Parser.ParseFrom(Otlp.Export("dense", Otlp.Span()));
        var span = request.ResourceSpans[0].ScopeSpans[0].Spans[0];
        switch (things)
        {
            case "spans": request.ResourceSpans[0].ScopeSpans[0].Spans.Add(Of<OtlpSpan>()); break;
            case "attributes": span.Attributes.Add(Of<KeyValue>()); break;
            case "events": span.Events.Add(Of<OtlpEvent>()); break;
            case "links": span.Links.Add(Of<OtlpLink>()); break;
            case "values": span.Attributes.Add(new KeyValue { Key = "v", Value = new() { ArrayValue = new() { Values = { Of<AnyValue>() } } } }); break;
            case "maps": span.Attributes.Add(new KeyValue { Key = "v", Value = new() { ArrayValue = new() { Values = { Of<AnyValue>().Select(static value => Map(value)) } } } }); break;
            default: request.ResourceSpans.Add(Of<ResourceSpans>().Select(static resource => With(resource))); break;
        }

        return request.ToByteArray();

        static IEnumerable<T> Of<T>()
            where T : new() => Enumerable.Range(0, Many).Select(static _ => new T());

        static AnyValue Map(AnyValue value)
        {
            value.KvlistValue = new();
            return value;
        }

        static ResourceSpans With(ResourceSpans resource)
        {
            resource.Resource = new();
            return resource;
        }
    }
}
