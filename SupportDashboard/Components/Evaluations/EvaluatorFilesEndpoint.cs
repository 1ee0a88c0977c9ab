using System.Globalization;
using System.Net.Mime;
using System.Text;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Security;

namespace SupportDashboard.Components.Evaluations;

/// <summary>Evaluators as YAML files: <c>/evaluations/evaluators/{name}/yaml</c>, with <c>?version=n</c> an older one.</summary>
internal static class EvaluatorFilesEndpoint
{
    private const string YamlType = "application/yaml";

    public static void MapEvaluatorFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/evaluations/evaluators/{name}/yaml", static (string name, int? version, EvaluatorBook book) => Read(name, version, book)).ForOwnPages();

    private static IResult Read(string name, int? version, EvaluatorBook book)
    {
        var evaluator = version is { } wanted ? book.Find(name, wanted) : book.Find(name);
        return evaluator is not { Kind: EvaluatorKind.Llm }
            ? Results.Text("There is no such evaluator, or it is code.", MediaTypeNames.Text.Plain, Encoding.UTF8, StatusCodes.Status404NotFound)
            : Results.File(Encoding.UTF8.GetBytes(EvaluatorYaml.Write(evaluator)), YamlType, string.Create(CultureInfo.InvariantCulture, $"{evaluator.Name}-v{evaluator.Version}.yaml"));
    }
}
