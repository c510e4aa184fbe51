using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Undercurrent.Web.Access;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Api;

/// <summary>Tells of each route in the OpenAPI document what its metadata say: parameters, problems, scope.</summary>
internal static class OperationDocument
{
    public const string TokenScheme = "token";

    /// <summary>What every route can answer with.</summary>
    private static readonly PossibleProblem[] Everywhere =
    [
        .. new[]
        {
            ProblemKinds.BadRequest, ProblemKinds.Unauthenticated, ProblemKinds.MissingScope, ProblemKinds.WrongHost,
            ProblemKinds.TooManyFailures, ProblemKinds.Internal, ProblemKinds.StoreUnavailable, ProblemKinds.ClusterUnreachable,
        }.Select(kind => new PossibleProblem(kind.Status, kind)),
    ];

    private static readonly (string Path, string Name, string Description)[] Headers =
    [
        ("runs.start", "baggage", "W3C baggage: the keys that the server allows become run context."),
        ("runs.start", "traceparent", "W3C trace context: the run's spans belong to this trace."),
        ("runs.rerun", "traceparent", "W3C trace context: the run's spans belong to this trace."),
        ("events.follow", "Last-Event-ID", "The id of the last event that was seen, as browsers send it when they connect again."),
    ];

    private static readonly Dictionary<string, string> PathWords = new()
    {
        ["id"] = "The run's id.",
        ["actionId"] = "The action's id.",
        ["name"] = "The name.",
    };

    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var path = context.Description.RelativePath ?? "";
        operation.Tags = new HashSet<OpenApiTagReference> { new(path.Split('/')[2], context.Document) };
        operation.Parameters = [.. Parameters(operation.OperationId, path, metadata)];
        var scope = metadata.OfType<NeededScope>().LastOrDefault()?.Scope ?? AccessScope.Read;
        operation.Description += $" Scope: {EnumWords<AccessScope>.Of(scope)}.";
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(TokenScheme, context.Document)] = [] }];
        if (metadata.OfType<OtherAnswer>().LastOrDefault() is { } other)
        {
            await AddAnswerAsync(operation, other.Type, context, cancellationToken);
        }

        await AddProblemsAsync(operation, [.. Everywhere, .. metadata.OfType<PossibleProblem>(), .. OfChanges(scope)], context, cancellationToken);
    }

    private static IEnumerable<PossibleProblem> OfChanges(AccessScope scope) =>
        scope == AccessScope.Run ? [new(ProblemKinds.CrossSite.Status, ProblemKinds.CrossSite)] : [];

    private static IEnumerable<OpenApiParameter> Parameters(string? id, string path, IList<object> metadata)
    {
        foreach (var part in path.Split('/').Where(part => part.StartsWith('{')))
        {
            var name = part.Trim('{', '}');
            yield return Parameter(name, ParameterLocation.Path, "string", PathWords[name]);
        }

        foreach (var parameter in metadata.OfType<QueryParameters>().SelectMany(parameters => parameters.All))
        {
            yield return Parameter(parameter.Name, ParameterLocation.Query, parameter.Type, parameter.Description);
        }

        foreach (var header in Headers.Where(header => header.Path == id))
        {
            yield return Parameter(header.Name, ParameterLocation.Header, "string", header.Description);
        }
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, string type, string description) => new()
    {
        Name = name,
        In = place,
        Required = place == ParameterLocation.Path,
        Description = description,
        Schema = new OpenApiSchema { Type = type switch { "integer" => JsonSchemaType.Integer, "boolean" => JsonSchemaType.Boolean, _ => JsonSchemaType.String } },
    };

    private static async Task AddAnswerAsync(OpenApiOperation operation, Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (operation.Responses?["200"].Content?["application/json"] is { Schema: { } first } content)
        {
            content.Schema = new OpenApiSchema { AnyOf = [first, await ReferenceAsync(type, context, cancellationToken)] };
        }
    }

    private static async Task AddProblemsAsync(
        OpenApiOperation operation, IReadOnlyList<PossibleProblem> problems, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Responses ??= [];
        foreach (var same in problems.Distinct().GroupBy(problem => problem.Status).OrderBy(same => same.Key))
        {
            operation.Responses[same.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join(" ", same.Select(problem => $"`{problem.Kind.Slug}`: {problem.Kind.Title}")),
                Content = new Dictionary<string, OpenApiMediaType> { [ProblemAnswer.ContentType] = new OpenApiMediaType { Schema = await ReferenceAsync(typeof(ProblemJson), context, cancellationToken) } },
            };
        }
    }

    private static async Task<IOpenApiSchema> ReferenceAsync(Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var id = SchemaDocument.NameOf(type);
        if (context.Document!.Components?.Schemas?.ContainsKey(id) != true)
        {
            context.Document.AddComponent(id, await context.GetOrCreateSchemaAsync(type, null, cancellationToken));
        }

        return new OpenApiSchemaReference(id, context.Document);
    }
}
