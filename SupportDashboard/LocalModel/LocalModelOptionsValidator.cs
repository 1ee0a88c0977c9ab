using Microsoft.Extensions.Options;

namespace SupportDashboard.LocalModel;

[OptionsValidator]
internal sealed partial class LocalModelOptionsValidator : IValidateOptions<LocalModelOptions>;
