using Microsoft.Extensions.Options;

namespace SupportDashboard.Llm;

[OptionsValidator]
internal sealed partial class LlmOptionsValidator : IValidateOptions<LlmOptions>;
