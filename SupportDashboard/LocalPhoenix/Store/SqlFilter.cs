using System.Globalization;
using System.Text.Json;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Builds a WHERE clause whose values are always parameters. A list is one parameter, so that texts stay few and can be kept prepared.</summary>
internal sealed class SqlFilter
{
    private readonly List<string> _terms = [];
    private readonly List<object?> _values = [];

    public string Where => _terms.Count == 0 ? "" : "WHERE " + string.Join(" AND ", _terms);

    public object?[] Values => [.. _values];

    /// <summary>Adds a value and returns its name in SQL.</summary>
    public string Parameter(object? value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${_values.Count}");
    }

    public void Add(string term) => _terms.Add(term);

    /// <summary>Adds a term with <c>{0}</c> standing for the value.</summary>
    public void Add(string term, object? value) => _terms.Add(string.Format(CultureInfo.InvariantCulture, term, Parameter(value)));

    public void AddIf(object? value, string term)
    {
        if (value is not null)
        {
            Add(term, value);
        }
    }

    /// <summary>Adds a term with <c>{0}</c> standing for the rows of the list.</summary>
    public void AddOneOf<T>(IReadOnlyCollection<T>? values, string term)
    {
        if (values is not null)
        {
            _terms.Add(string.Format(CultureInfo.InvariantCulture, term, $"SELECT value FROM json_each({Parameter(JsonSerializer.Serialize(values))})"));
        }
    }
}
