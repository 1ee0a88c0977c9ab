using System.Globalization;
using System.Text.Json.Nodes;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>The validation answers, in the words of Phoenix's web framework (recorded from version 20.3.0).</summary>
internal static class InputErrors
{
    public static ApiException Missing(JsonArray loc, JsonNode? input) => Create("missing", loc, "Field required", input);

    public static ApiException TooShort(JsonArray loc, int minLength, string input) => Create(
        "string_too_short", loc, string.Create(CultureInfo.InvariantCulture, $"String should have at least {minLength} character{(minLength == 1 ? "" : "s")}"), input);

    public static ApiException NoInteger(JsonArray loc, JsonNode? input) =>
        Create("int_parsing", loc, "Input should be a valid integer, unable to parse string as an integer", input);

    public static ApiException TooSmall(JsonArray loc, JsonNode? input) => Create("greater_than", loc, "Input should be greater than 0", input);

    public static ApiException TooLarge(JsonArray loc, int max, JsonNode? input) => Create(
        "less_than_equal", loc, string.Create(CultureInfo.InvariantCulture, $"Input should be less than or equal to {max}"), input);

    public static ApiException NoChoice(JsonArray loc, ReadOnlySpan<string> choices, JsonNode? input)
    {
        var quoted = choices.ToArray().Select(static choice => $"'{choice}'").ToList();
        var list = quoted.Count == 1 ? quoted[0] : string.Join(", ", quoted[..^1]) + " or " + quoted[^1];
        return Create("literal_error", loc, "Input should be " + list, input);
    }

    public static ApiException NoFlag(JsonArray loc, JsonNode? input) =>
        Create("bool_parsing", loc, "Input should be a valid boolean, unable to interpret input", input);

    public static ApiException NoInstant(JsonArray loc, JsonNode? input) =>
        Create("datetime_from_date_parsing", loc, "Input should be a valid datetime or date", input);

    public static ApiException NaiveInstant(JsonArray loc, JsonNode? input) =>
        Create("timezone_aware", loc, "Input should have timezone info", input);

    public static ApiException NoText(JsonArray loc, JsonNode? input) => Create("string_type", loc, "Input should be a valid string", input);

    public static ApiException NoNumber(JsonArray loc, JsonNode? input) => Create("float_type", loc, "Input should be a valid number", input);

    public static ApiException NoList(JsonArray loc, JsonNode? input) => Create("list_type", loc, "Input should be a valid list", input);

    public static ApiException NoDictionary(JsonArray loc, JsonNode? input) => Create("dict_type", loc, "Input should be a valid dictionary", input);

    public static ApiException NoObject(JsonArray loc, JsonNode? input) => Create(
        "model_attributes_type", loc, "Input should be a valid dictionary or object to extract fields from", input);

    public static ApiException NoJson(long position) => Create("json_invalid", ["body", position], "JSON decode error", new JsonObject());

    public static ApiException HalfCharacter(JsonArray loc) => Create("string_unicode", loc, "Input should be a valid string", null);

    private static ApiException Create(string type, JsonArray loc, string message, JsonNode? input) =>
        ApiException.Invalid(new InputError(type, loc, message, input));
}
