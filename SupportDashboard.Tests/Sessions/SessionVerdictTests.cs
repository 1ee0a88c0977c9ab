using System.Text.Json;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Tests.Sessions;

public sealed class SessionVerdictTests
{
    [Fact]
    public void Our_own_metadata_is_read_in_full()
    {
        var annotation = Wire.Annotation(1, "s", "resolution_status", "resolved", 1, metadata: new
        {
            model = "gpt-5",
            evaluator = "resolution_status",
            evaluator_version = 3,
            judged_by = "model",
            turn_count = 2,
            run_id = "r",
            evidence = new object[] { new { turn = 1, quote = "thanks", found = true }, new { turn = 2, quote = "made up", found = false } },
        });

        var verdict = SessionVerdict.From(annotation, currentTurns: 2);

        Assert.Equal(("gpt-5", 3, 2, "r", false), (verdict.Model, verdict.EvaluatorVersion, verdict.TurnsSeen, verdict.RunId, verdict.Stale));
        Assert.Equal([new Evidence(1, "thanks", true), new Evidence(2, "made up", false)], verdict.Evidence);
        Assert.True(SessionVerdict.From(annotation, currentTurns: 3).Stale);
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("\"text\"", null)]
    [InlineData("{\"turnCount\":2}", 2)]
    [InlineData("{\"turn_count\":\"2\"}", 2)]
    [InlineData("{\"turn_count\":2.0}", 2)]
    [InlineData("{\"turn_count\":-1,\"evidence\":7,\"model\":{}}", null)]
    [InlineData("{\"turn_count\":1e99,\"evidence\":[1,null,{\"turn\":\"x\"},{\"quote\":2}],\"evaluator_version\":[]}", null)]
    public void Any_metadata_is_survived(string metadata, int? turnsSeen)
    {
        var annotation = Wire.Annotation(1, "s", "n", "l") with { Metadata = JsonElement.Parse(metadata) };

        var verdict = SessionVerdict.From(annotation, currentTurns: 3);

        Assert.Equal(turnsSeen, verdict.TurnsSeen);
        Assert.Equal(turnsSeen is not null, verdict.Stale);
        Assert.Empty(verdict.Evidence);
    }

    [Fact]
    public void The_newest_judges_verdict_counts_people_stand_beside_it_and_what_was_taken_back_is_gone()
    {
        SessionAnnotation[] annotations =
        [
            Wire.Annotation(1, "s", "e", "old", at: 1, identifier: ""),
            Wire.Annotation(2, "s", "e", "newer", at: 2, kind: "CODE"),
            Wire.Annotation(3, "s", "e", "newest", at: 2, identifier: "other"),
            Wire.Annotation(4, "s", "e", "person", at: 9, kind: "HUMAN", identifier: "support-dashboard:local"),
            Wire.Annotation(5, "s", "note", null, kind: "HUMAN"),
            Wire.Annotation(6, "s", "e", null, explanation: null, at: 10, identifier: "undone"),
            Wire.Annotation(7, "s", "only human", "yes", kind: "HUMAN"),
        ];

        var verdicts = annotations.Verdicts(turns: 1);

        Assert.Equal(["newest", "newer", "old", "person", "yes"], verdicts.Select(static verdict => verdict.Label));
        Assert.Equal("newest", Assert.Single(verdicts, static verdict => verdict.IsCurrent).Label);
        Assert.Equal(["person", "yes"], verdicts.Where(static verdict => verdict.IsHuman).Select(static verdict => verdict.Label));
    }
}
