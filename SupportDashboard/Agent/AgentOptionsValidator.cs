using Microsoft.Extensions.Options;

namespace SupportDashboard.Agent;

[OptionsValidator]
internal sealed partial class AgentOptionsValidator : IValidateOptions<AgentOptions>;
