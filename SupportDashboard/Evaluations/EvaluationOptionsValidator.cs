using Microsoft.Extensions.Options;

namespace SupportDashboard.Evaluations;

[OptionsValidator]
internal sealed partial class EvaluationOptionsValidator : IValidateOptions<EvaluationOptions>;
