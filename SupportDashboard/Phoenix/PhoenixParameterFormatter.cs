using System.Reflection;
using Refit;

namespace SupportDashboard.Phoenix;

/// <summary>Writes instants as Phoenix reads them; Refit's own formatter ignores a format on a nullable one.</summary>
internal sealed class PhoenixParameterFormatter : DefaultUrlParameterFormatter
{
    public override string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type) => value is DateTimeOffset instant
        ? instant.ToUniversalTime().ToString("o", System.Globalization.CultureInfo.InvariantCulture)
        : base.Format(value, attributeProvider, type);
}
