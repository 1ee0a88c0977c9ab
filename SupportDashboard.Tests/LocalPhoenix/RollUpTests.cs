using CsCheck;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class RollUpTests
{
    private static readonly Gen<SpanRecord> Spans =
        from trace in Gen.Int[0, 5]
        from span in Gen.Int[0, 40]
        from session in OneOf<string?>(null, "", "s1", "s2", " s1 ", "s3")
        from start in Gen.Long[0, 1000]
        from length in Gen.Frequency((1, Gen.Const(0L)), (4, Gen.Long[-50, 500]))
        from status in OneOf(StatusCode.Unset, StatusCode.Unset, StatusCode.Ok, StatusCode.Error)
        from tokens in Gen.OneOf(Gen.Const(0L), Gen.Long[1, 100])
        select TestStore.Span($"t{trace}", $"x{span}", session, start, start + length, tokens) with { Status = status };

    private static readonly Gen<Action<StoreConnection>> Steps = Gen.Frequency(
        (8, from project in OneOf("p", "q")
            from spans in Spans.List[1, 8]
            select (Action<StoreConnection>)(writer => SpanWrites.Add(writer, [new SpanBatch(project, spans)]))),
        (1, Gen.Int[0, 40].Select(static span => (Action<StoreConnection>)(writer => Delete("spans", "span_id", $"x{span}", writer, Deletions.DeleteSpan)))),
        (1, Gen.Int[0, 5].Select(static trace => (Action<StoreConnection>)(writer =>
            Delete("traces", "trace_id", $"t{trace}", writer, static (store, row) => Deletions.DeleteTraces(store, [row]))))),
        (1, Gen.Int[1, 3].Select(static session => (Action<StoreConnection>)(writer =>
            Delete("sessions", "session_id", $"s{session}", writer, static (store, row) => Deletions.DeleteSessions(store, [row]))))),
        (1, Gen.Int[1, 3].Select(static session => (Action<StoreConnection>)(writer => AnnotationWrites.UpsertOrKeep(writer, [Annotation($"s{session}")], 1)))),
        (1, OneOf("p", "q").Select(static project => (Action<StoreConnection>)(writer =>
            Delete("projects", "name", project, writer, Deletions.DeleteProject)))),
        (1, from trace in Gen.Int[0, 5]
            from count in Gen.Int[1, 4]
            select (Action<StoreConnection>)(writer => Delete("traces", "trace_id", $"t{trace}", writer, (store, row) => DeletePart(store, row, count)))),
        (1, from project in OneOf("p", "q")
            from count in Gen.Int[1, 2]
            select (Action<StoreConnection>)(writer => Delete(
                "projects", "name", project, writer, (store, row) => Deletions.DeleteSessionsOfProject(store, row, count)))));

    [Fact]
    public async Task Sums_equal_a_full_scan_after_any_history()
    {
        await using var test = new TestStore();
        await Steps.List[1, 25].SampleAsync(
            async steps =>
            {
                foreach (var step in (Action<StoreConnection>[])[Clear, .. steps])
                {
                    await test.Store.WriteAsync(
                        writer =>
                        {
                            step(writer);
                            return 0;
                        },
                        CancellationToken.None);
                }

                Assert.Equal((0, 0, 0), await test.Store.ReadAsync(StoreScan.CountWrong, CancellationToken.None));
                return true;
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public async Task Copies_of_a_span_leave_the_most_complete_one_in_any_order_and_its_sums()
    {
        await using var test = new TestStore();
        var copies =
            from session in OneOf<string?>(null, "s1", "s2")
            from start in Gen.Long[0, 100]
            from length in Gen.Frequency((1, Gen.Const(0L)), (2, Gen.Long[-50, 500]))
            from status in OneOf(StatusCode.Unset, StatusCode.Ok, StatusCode.Error)
            from tokens in Gen.Long[0, 9]
            select TestStore.Span("t1", "a", session, start, start + length, tokens) with { Status = status };
        await copies.List[1, 6].SampleAsync(
            async sent =>
            {
                await test.Store.WriteAsync(
                    writer =>
                    {
                        Clear(writer);
                        return SpanWrites.Add(writer, [new SpanBatch("p", [TestStore.Span("t1", "other", start: 40, end: 60)])]);
                    },
                    CancellationToken.None);
                foreach (var copy in sent)
                {
                    await test.Store.WriteAsync(writer => SpanWrites.Add(writer, [new SpanBatch("p", [copy])]), CancellationToken.None);
                }

                var best = sent.MaxBy(static copy => copy.Completeness)!;
                var kept = await test.Store.ReadAsync(
                    static reader => reader.Rows(
                        "SELECT start_nanos, end_nanos, status, prompt_tokens FROM spans WHERE span_id = 'a'",
                        static row => (row.GetInt64(0), row.GetInt64(1), (StatusCode)row.GetInt64(2), row.GetInt64(3))),
                    CancellationToken.None);
                Assert.Equal([(best.StartNanos, best.EndNanos, best.Status, best.PromptTokens)], kept);
                Assert.Equal((0, 0, 0), await test.Store.ReadAsync(StoreScan.CountWrong, CancellationToken.None));
                return true;
            },
            iter: 100,
            threads: 1);
    }

    private static void DeletePart(StoreConnection writer, long trace, int count)
    {
        // Of a trace that has no more spans than that, the trace is deleted.
        if (writer.Value<long>("SELECT count(*) FROM spans WHERE trace_row = $1", trace) > count)
        {
            Deletions.DeleteSpans(writer, trace, count);
        }
    }

    private static void Clear(StoreConnection writer)
    {
        foreach (var table in (string[])["spans", "span_bodies", "traces", "sessions", "annotations", "pending_annotations"])
        {
            writer.Run($"DELETE FROM {table}");
        }
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static AnnotationRecord Annotation(string session) => new()
    {
        Target = AnnotationTarget.Session,
        TargetId = session,
        Name = "a",
        Identifier = "",
        AnnotatorKind = "CODE",
        Metadata = "{}"u8.ToArray(),
    };

    private static void Delete(string table, string column, string key, StoreConnection writer, Action<StoreConnection, long> delete)
    {
        if (writer.Value<long?>($"SELECT id FROM {table} WHERE {column} = $1", key) is { } row)
        {
            delete(writer, row);
        }
    }
}
