using System.Text.Json.Nodes;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Review;

/// <summary>Thumbs up or down on a turn: the annotation <c>user_feedback</c> on its root span, as in the Phoenix tutorial (contract.md F.6).</summary>
public sealed class TurnFeedback
{
    /// <summary>The annotation's name.</summary>
    public const string Name = "user_feedback";

    /// <summary>The label of a thumb up; its score is 1.</summary>
    public const string Up = "thumbs-up";

    /// <summary>The label of a thumb down; its score is 0.</summary>
    public const string Down = "thumbs-down";

    private readonly IPhoenixClient _phoenix;
    private readonly TraceFeed _feed;
    private readonly ReviewWriter _writer;

    internal TurnFeedback(IPhoenixClient phoenix, TraceFeed feed, ReviewWriter writer)
    {
        _phoenix = phoenix;
        _feed = feed;
        _writer = writer;
    }

    /// <summary>Sets the thumb, turns it round, or takes it back.</summary>
    /// <param name="project">The Phoenix project of the session.</param>
    /// <param name="sessionId">The session the turn belongs to.</param>
    /// <param name="rootSpanId">The turn's root span, 16 hexadecimal digits.</param>
    /// <param name="up">True for up, false for down, null takes it back.</param>
    /// <param name="category">How the agent had classified the message, if it is known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PhoenixException">Phoenix did not take it; the message is a sentence for the screen.</exception>
    public async Task SetAsync(string project, string sessionId, string rootSpanId, bool? up, string? category, CancellationToken cancellationToken)
    {
        var annotation = new WriteSpanAnnotation
        {
            SpanId = rootSpanId,
            Name = Name,
            AnnotatorKind = AnnotatorKinds.Human,
            Result = up switch
            {
                true => new AnnotationResult(Up, 1),
                false => new AnnotationResult(Down, 0),
                null => null,
            },
            Metadata = new JsonObject { ["category"] = category, ["source"] = "support-dashboard" },
            Identifier = Reviewer.Identifier,
        };
        await _writer.WriteAsync(project, sessionId, () => _phoenix.WriteSpanAnnotationsAsync(new([annotation]), cancellationToken), cancellationToken);
        _feed.Publish();
    }
}
