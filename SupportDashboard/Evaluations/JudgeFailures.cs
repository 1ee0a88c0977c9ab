using SupportDashboard.Llm;

namespace SupportDashboard.Evaluations;

/// <summary>Says why the model gave no verdict, in words about judging. Sentences hold nothing of the answer, so that equal reasons can be counted.</summary>
internal static class JudgeFailures
{
    public static (NotJudgedReason Kind, string Reason) Of(LlmException failure, bool isEmbedded) => failure.Kind switch
    {
        LlmFailure.Unreachable => (NotJudgedReason.Unreachable, "The model cannot be reached."),
        LlmFailure.Timeout => (NotJudgedReason.Timeout, "The model did not answer in time."),
        LlmFailure.Unauthorized => (NotJudgedReason.Unauthorized, "The model's server refused the key. Check OPENAI_API_KEY."),
        LlmFailure.RateLimited => (NotJudgedReason.RateLimit, "The model's server refused the request again and again while it took others."),
        LlmFailure.Saturated => (NotJudgedReason.RateLimit, failure.Message),
        LlmFailure.QuotaExceeded => (NotJudgedReason.QuotaExceeded, "The model account has no credit left."),
        LlmFailure.ModelMissing => (NotJudgedReason.ModelMissing, "The model's server does not know the judge model. Check Llm:JudgeModel and OPENAI_BASE_URL."),
        LlmFailure.Refused when isEmbedded => (NotJudgedReason.Refused, "The embedded model has no rules for this evaluator. Connect a real model to use it."),
        LlmFailure.Refused => (NotJudgedReason.Refused, "The model declined to judge this conversation."),
        LlmFailure.Filtered => (NotJudgedReason.Filtered, "The model's content filter withheld the verdict."),
        LlmFailure.TooLong => (NotJudgedReason.TooLong, "The conversation is too long for the model."),
        LlmFailure.Malformed => (NotJudgedReason.InvalidAnswer, "The model's answer broke off or could not be read."),
        _ => (NotJudgedReason.ModelError, failure.Message),
    };

    /// <summary>Whether the failure has nothing to do with the conversation, so that asking about others is useless until somebody does something.</summary>
    public static bool IsForAll(LlmException failure) =>
        failure.Kind is LlmFailure.QuotaExceeded or LlmFailure.Saturated or LlmFailure.Unauthorized or LlmFailure.ModelMissing;
}
