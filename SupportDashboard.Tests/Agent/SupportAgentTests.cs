using SupportDashboard.Agent;
using SupportDashboard.Tests.Fakes;
using SupportDashboard.Tracing;

namespace SupportDashboard.Tests.Agent;

public sealed class SupportAgentTests
{
    [Fact]
    public async Task A_turn_tells_what_happens_in_the_order_in_which_it_happens()
    {
        await using var bench = await AgentBench.WithLocalModelAsync();

        var events = await bench.RunAsync(AgentBench.NewConversation(), "What's the status of order ORD-12345?");

        Assert.Equal(
            ["TurnStarted", "StepStarted", "StepStarted", "StepFinished", "Classified", "StepStarted", "StepFinished", "StepStarted", "ToolStarted", "StepFinished", "ToolFinished", "StepStarted", "TextDelta", "StepFinished", "StepFinished", "TurnCompleted"],
            Names(events));
        Assert.Equal(["support-agent", "classify", "order-agent", "lookupOrderStatus", "order-answer"], events.OfType<StepStarted>().Select(static step => step.Name));
        var root = events.OfType<StepStarted>().First();
        Assert.Null(root.ParentSpanId);
        Assert.All(events.OfType<StepStarted>().Skip(1), step => Assert.Equal(root.SpanId, step.ParentSpanId));
        var completed = Assert.IsType<TurnCompleted>(events[^1]);
        Assert.Equal(completed.Answer, string.Concat(events.OfType<TextDelta>().Select(static delta => delta.Text)));
        Assert.True(events.OfType<TextDelta>().Count() > 10, "The answer must come in pieces.");
        Assert.True(completed.PromptTokens > completed.CompletionTokens);
        Assert.Equal(root.SpanId, completed.RootSpanId);
    }

    [Fact]
    public async Task A_model_that_refuses_the_key_fails_the_turn_with_a_sentence_that_does_not_hold_the_key()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.Fails(401, "invalid_api_key"));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint);
        using var spans = new SpanCapture();
        var conversation = AgentBench.NewConversation();

        var failed = Assert.IsType<TurnFailed>((await bench.RunAsync(conversation, "Where is ORD-12345?"))[^1]);

        Assert.Equal("The model's server refused the key. Check OPENAI_API_KEY.", failed.Reason);
        Assert.False(failed.CanRetry);
        Assert.Contains("HTTP 401 invalid_api_key", bench.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(AgentBench.Key, bench.Log.Text, StringComparison.Ordinal);
        var root = spans.Of(conversation.SessionId)[0];
        var recorded = string.Join('\n', spans.Of(conversation.SessionId).SelectMany(static span => span.Events).SelectMany(static happened => happened.Tags).Select(static tag => tag.Value));
        Assert.DoesNotContain(AgentBench.Key, recorded, StringComparison.Ordinal);
        Assert.Equal("exception", Assert.Single(root.Events).Name);
        Assert.Equal(System.Diagnostics.ActivityStatusCode.Error, root.Status);
        Assert.Equal(failed.RootSpanId, root.SpanId.ToHexString());
    }

    [Fact]
    public async Task After_a_failed_turn_the_conversation_goes_on_and_the_model_does_not_see_the_failed_question()
    {
        await using var model = await ScriptedModel.StartAsync(
            ScriptedModel.Classifies("faq"), ScriptedModel.BreaksOffAfter("We accept "), ScriptedModel.Classifies("faq"), ScriptedModel.Streams("Cards", " and PayPal."));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint);
        var conversation = AgentBench.NewConversation();

        var failed = Assert.IsType<TurnFailed>((await bench.RunAsync(conversation, "How can I pay?"))[^1]);
        var answered = Assert.IsType<TurnCompleted>((await bench.RunAsync(conversation, "How can I pay?"))[^1]);

        Assert.Equal("The model's answer broke off.", failed.Reason);
        Assert.True(failed.CanRetry);
        Assert.Equal("Cards and PayPal.", answered.Answer);
        Assert.Equal(["system", "user"], model.ChatCalls[^1].GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("role").GetString()));
        Assert.Equal([TurnOutcome.Failed, TurnOutcome.Failed, TurnOutcome.Completed, TurnOutcome.Completed], conversation.Messages.Select(static message => message.Outcome));
        Assert.Equal("We accept ", conversation.Messages[1].Text);
        Assert.Equal(2, conversation.TurnCount);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_fault_of_the_model_ends_the_turn_with_a_sentence(string fault, string reason, bool canRetry)
    {
        await using var model = await ScriptedModel.StartAsync(Fault(fault));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint, ("Llm:Timeout", "00:00:01"));
        var conversation = AgentBench.NewConversation();

        var events = await bench.RunAsync(conversation, "How can I pay?");

        var failed = Assert.IsType<TurnFailed>(events[^1]);
        Assert.Equal((reason, canRetry), (failed.Reason, failed.CanRetry));
        Assert.False(conversation.IsBusy);
        Assert.Equal(events.OfType<StepStarted>().Select(static step => step.SpanId).Order(), events.OfType<StepFinished>().Select(static step => step.SpanId).Order());
    }

    public static TheoryData<string, string, bool> Faults => new()
    {
        { "silence", "The model did not answer in time.", true },
        { "silence in the middle", "The model did not answer in time.", true },
        { "a cut line", "The model's answer broke off.", true },
        { "429", "The model's server is taking no more requests right now. Try again in a moment.", true },
        { "quota", "The model account has no credit left.", false },
        { "500", "The model's server reported an error (500). Try again in a moment.", true },
        { "404", "The model's server does not know this model or address. Check the model names and OPENAI_BASE_URL.", false },
        { "too long", "The conversation is too long for the model. Start a new one.", false },
        { "a web page", "The model's answer could not be read.", true },
        { "broken JSON in the stream", "The model's answer could not be read.", true },
        { "an empty answer", "The model's answer was empty.", true },
    };

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task>[] Fault(string fault) => fault switch
    {
        "silence" => [ScriptedModel.HangsAfter()],
        "silence in the middle" => [ScriptedModel.Classifies("faq"), ScriptedModel.HangsAfter("We ")],
        "a cut line" => [ScriptedModel.Classifies("faq"), ScriptedModel.CutsTheLineAfter("We ")],
        "429" => [ScriptedModel.Fails(429, "rate_limit_exceeded")],
        "quota" => [ScriptedModel.Fails(429, "insufficient_quota")],
        "500" => [ScriptedModel.Fails(500)],
        "404" => [ScriptedModel.Fails(404, "model_not_found")],
        "too long" => [ScriptedModel.Fails(400, "context_length_exceeded")],
        "a web page" => [ScriptedModel.Writes(200, "text/html", "<!doctype html><title>Welcome</title>")],
        "broken JSON in the stream" => [ScriptedModel.Classifies("faq"), ScriptedModel.Writes(200, "text/event-stream", "data: {\"id\": \n\n")],
        _ => [ScriptedModel.Classifies("faq"), ScriptedModel.Streams()],
    };

    [Fact]
    public async Task A_server_that_is_not_there_fails_the_turn()
    {
        await using var bench = await AgentBench.WithModelAsync(new Uri("http://127.0.0.1:9/v1"));

        var failed = Assert.IsType<TurnFailed>((await bench.RunAsync(AgentBench.NewConversation(), "Hello"))[^1]);

        Assert.Equal("The model's server cannot be reached.", failed.Reason);
    }

    [Fact]
    public async Task A_failing_embedding_model_fails_the_turn_and_the_next_turn_tries_again()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.Classifies("faq"), ScriptedModel.Classifies("faq"), ScriptedModel.Streams("Yes."));
        model.Embeddings = ScriptedModel.Fails(500);
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint);
        var conversation = AgentBench.NewConversation();

        Assert.IsType<TurnFailed>((await bench.RunAsync(conversation, "How can I pay?"))[^1]);
        model.Embeddings = null;

        var events = await bench.RunAsync(conversation, "How can I pay?");
        Assert.IsType<TurnCompleted>(events[^1]);
        Assert.Equal(2, Assert.Single(events.OfType<DocumentsRetrieved>()).Documents.Count);
    }

    [Fact]
    public async Task A_stopped_turn_keeps_what_was_said_and_is_no_error()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.Classifies("faq"), ScriptedModel.HangsAfter("We accept", " cards"));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint, ("Llm:Timeout", "00:01:00"));
        using var spans = new SpanCapture();
        using var stop = new CancellationTokenSource();
        var conversation = AgentBench.NewConversation();
        var events = new List<AgentEvent>();

        await foreach (var happened in bench.Agent.RunTurnAsync(conversation, "How can I pay?", stop.Token))
        {
            events.Add(happened);
            if (happened is TextDelta { Text: " cards" })
            {
                await stop.CancelAsync();
            }
        }

        Assert.Equal("We accept cards", Assert.IsType<TurnStopped>(events[^1]).PartialAnswer);
        Assert.Equal(("We accept cards", TurnOutcome.Stopped), (conversation.Messages[^1].Text, conversation.Messages[^1].Outcome));
        Assert.False(conversation.IsBusy);
        var root = spans.Of(conversation.SessionId)[0];
        Assert.Equal(System.Diagnostics.ActivityStatusCode.Ok, root.Status);
        Assert.Equal("stopped", Assert.Single(root.Events).Name);
        Assert.Equal("We accept cards", root.GetTagItem(OpenInference.OutputValue));
    }

    [Fact]
    public async Task Leaving_the_enumeration_stops_the_turn_and_frees_the_conversation()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.Classifies("faq"), ScriptedModel.HangsAfter("We accept"));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint, ("Llm:Timeout", "00:01:00"));
        var conversation = AgentBench.NewConversation();

        await foreach (var happened in bench.Agent.RunTurnAsync(conversation, "How can I pay?", TestContext.Current.CancellationToken))
        {
            if (happened is TextDelta)
            {
                break;
            }
        }

        Assert.False(conversation.IsBusy);
        Assert.Equal(TurnOutcome.Stopped, conversation.Messages[^1].Outcome);
    }

    [Fact]
    public async Task A_second_turn_in_the_same_conversation_is_told_to_wait()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.HangsAfter());
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint, ("Llm:Timeout", "00:01:00"));
        var conversation = AgentBench.NewConversation();
        await using var first = bench.Agent.RunTurnAsync(conversation, "One", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await first.MoveNextAsync();

        var second = Assert.Single(await bench.RunAsync(conversation, "Two"));

        var refused = Assert.IsType<TurnFailed>(second);
        Assert.Equal("The agent is still answering in this conversation.", refused.Reason);
        Assert.Empty(refused.TraceId);
        Assert.Equal(1, conversation.TurnCount);
    }

    [Fact]
    public async Task More_turns_than_allowed_at_once_are_told_to_try_again()
    {
        await using var model = await ScriptedModel.StartAsync(ScriptedModel.HangsAfter());
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint, ("Llm:Timeout", "00:01:00"), ("Agent:MaxConcurrentTurns", "1"));
        await using var first = bench.Agent.RunTurnAsync(AgentBench.NewConversation(), "One", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await first.MoveNextAsync();

        var refused = Assert.IsType<TurnFailed>(Assert.Single(await bench.RunAsync(AgentBench.NewConversation(), "Two")));

        Assert.True(refused.CanRetry);
        Assert.StartsWith("Too many conversations", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    public async Task An_empty_message_begins_no_turn(string message)
    {
        await using var bench = await AgentBench.WithLocalModelAsync();
        var conversation = AgentBench.NewConversation();

        Assert.IsType<TurnFailed>(Assert.Single(await bench.RunAsync(conversation, message)));
        Assert.Equal(0, conversation.TurnCount);
    }

    [Fact]
    public async Task The_longest_message_is_answered_and_a_longer_one_begins_no_turn()
    {
        await using var bench = await AgentBench.WithLocalModelAsync();
        var conversation = AgentBench.NewConversation();

        Assert.IsType<TurnCompleted>((await bench.RunAsync(conversation, new string('a', MessageRules.MaxLength)))[^1]);
        var refused = Assert.IsType<TurnFailed>(Assert.Single(await bench.RunAsync(conversation, new string('a', MessageRules.MaxLength + 1))));
        Assert.Equal("The message has 8,001 characters; at most 8,000 can be sent.", refused.Reason);
        Assert.Equal(1, conversation.TurnCount);
    }

    [Fact]
    public async Task A_tool_that_does_not_exist_and_arguments_that_are_no_JSON_are_answered_as_errors_and_the_turn_goes_on()
    {
        await using var model = await ScriptedModel.StartAsync(
            ScriptedModel.Classifies("order_status"), ScriptedModel.Calls("deleteEverything", "{not json"), ScriptedModel.Streams("I could not look that up."));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint);

        var events = await bench.RunAsync(AgentBench.NewConversation(), "Where is my order?");

        Assert.True(Assert.Single(events.OfType<ToolFinished>()).Failed);
        Assert.Equal("I could not look that up.", Assert.IsType<TurnCompleted>(events[^1]).Answer);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_at_the_limit()
    {
        await using var model = await ScriptedModel.StartAsync(
            ScriptedModel.Classifies("faq"), ScriptedModel.HangsAfter([.. Enumerable.Repeat(new string('x', 500), 5)]));
        await using var bench = await AgentBench.WithModelAsync(model.Endpoint, ("Agent:MaxAnswerCharacters", "1000"));

        var completed = Assert.IsType<TurnCompleted>((await bench.RunAsync(AgentBench.NewConversation(), "Go on forever"))[^1]);

        Assert.Equal(1500, completed.Answer.Length);
    }

    // Pieces are as many as they are: only one stands here for all of them.
    private static IReadOnlyList<string> Names(IReadOnlyList<AgentEvent> events) =>
        [.. events.Where((happened, index) => happened is not TextDelta || events[index - 1] is not TextDelta).Select(static happened => happened.GetType().Name)];
}
