using SupportDashboard.Llm;

namespace SupportDashboard.Evaluations;

/// <summary>Says why the model gave no verdict, in words about judging. Sentences hold nothing of the answer, so that equal reasons can be counted.</summary>
internal static class JudgeFailures
{
    public static (NotJudgedReason Kind, string Reason) Of(LlmException failure) => failure.Kind switch
    {
        LlmFailure.Unreachable => (NotJudgedReason.Unreachable, "The model cannot be reached."),
        LlmFailure.Timeout => (NotJudgedReason.Timeout, "The model did not answer in time."),
        LlmFailure.Unauthorized => (NotJudgedReason.Unauthorized, "The model's server refused the key. Check OPENAI_API_KEY."),
        LlmFailure.RateLimited => (NotJudgedReason.RateLimit, "The model's server takes no more requests at the moment."),
        LlmFailure.QuotaExceeded => (NotJudgedReason.QuotaExceeded, "The model account has no credit left."),
        LlmFailure.ModelMissing => (NotJudgedReason.ModelMissing, "The model's server does not know the judge model. Check Llm:JudgeModel and OPENAI_BASE_URL."),
        LlmFailure.Refused => (NotJudgedReason.Refused, "The model declined to judge this conversation."),
        LlmFailure.Filtered => (NotJudgedReason.Filtered, "The model's content filter withheld the verdict."),
        LlmFailure.TooLong => (NotJudgedReason.TooLong, "The conversation is too long for the model."),
        LlmFailure.Malformed => (NotJudgedReason.InvalidAnswer, "The model's answer broke off or could not be read."),
        _ => (NotJudgedReason.ModelError, failure.Message),
    };
}
