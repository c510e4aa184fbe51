using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Undercurrent.Web.Api;

namespace Undercurrent.Web.Docs;

/// <summary>The parts of docs/api.md that are written from the program: routes, types, problems.</summary>
internal static class Reference
{
    // What the page says once for all routes.
    private static readonly string[] Everywhere =
    [
        .. new[]
        {
            ProblemKinds.BadRequest, ProblemKinds.Unauthenticated, ProblemKinds.MissingScope, ProblemKinds.WrongHost, ProblemKinds.CrossSite,
            ProblemKinds.TooManyFailures, ProblemKinds.Internal, ProblemKinds.StoreUnavailable, ProblemKinds.ClusterUnreachable,
        }.Select(kind => $"`{kind.Slug}`"),
    ];

    /// <summary>All routes with parameters, body, answers and an example.</summary>
    public static string Routes(JsonNode document, IReadOnlyDictionary<string, string> examples)
    {
        var text = new StringBuilder();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                AddRoute(text, method.ToUpperInvariant(), path, operation!);
                if (examples.TryGetValue((string)operation!["operationId"]!, out var example))
                {
                    text.Append("\n```http\n").Append(example.Trim()).Append("\n```\n");
                }
            }
        }

        return text.ToString();
    }

    /// <summary>All types, a table of members each.</summary>
    public static string Types(JsonNode document)
    {
        var text = new StringBuilder();
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {name}\n{Cell(schema!["description"])}\n");
            if (schema["enum"] is JsonArray words)
            {
                text.Append(CultureInfo.InvariantCulture, $"\nOne of {string.Join(", ", words.Where(word => word is not null).Select(word => $"`{word}`"))}.\n");
                continue;
            }

            var required = (schema["required"] as JsonArray)?.Select(member => (string)member!).ToHashSet() ?? [];
            text.Append("\n| member | type | |\n|---|---|---|\n");
            foreach (var (member, type) in schema["properties"]!.AsObject())
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{member}` | {TypeOf(type!)}{(required.Contains(member) ? "" : ", optional")} | {Cell(type!["description"] ?? DescriptionOf(type))} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>All problems.</summary>
    public static string Problems()
    {
        var text = new StringBuilder("\n| type | status | title | when |\n|---|---|---|---|\n");
        foreach (var kind in ProblemKinds.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{kind.Slug}` | {kind.Status} | {kind.Title} | {kind.When} |\n");
        }

        return text.ToString();
    }

    private static void AddRoute(StringBuilder text, string method, string path, JsonNode operation)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### {method} {path}\n{operation["summary"]}. {operation["description"]}\n");
        if (operation["parameters"] is JsonArray { Count: > 0 } parameters)
        {
            text.Append("\n| parameter | in | type | |\n|---|---|---|---|\n");
            foreach (var parameter in parameters)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{parameter!["name"]}` | {parameter["in"]} | {TypeOf(parameter["schema"]!)} | {Cell(parameter["description"])} |\n");
            }
        }

        if (operation["requestBody"] is { } body)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nBody{((bool?)body["required"] == true ? "" : " (optional)")}: {TypeOf(body["content"]!["application/json"]!["schema"]!)}.\n");
        }

        text.Append('\n');
        foreach (var (status, answer) in operation["responses"]!.AsObject().OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            var types = answer!["content"]?.AsObject().Select(content => $"{(content.Value?["schema"] is { } schema ? TypeOf(schema) : "")} (`{content.Key}`)").ToArray() ?? [];
            var words = status[0] == '2' ? string.Join(" or ", types) : string.Join(", ", Slugs(answer["description"]).Except(Everywhere));
            _ = words.Length > 0 ? text.Append(CultureInfo.InvariantCulture, $"- {status} {words}\n") : text;
        }
    }

    private static IEnumerable<string> Slugs(JsonNode? description) => Regex.Matches((string?)description ?? "", "`([a-z-]+)`: ").Select(match => $"`{match.Groups[1].Value}`");

    private static string TypeOf(JsonNode schema)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            var name = reference.Split('/')[^1];
            return $"[{name}](#{name.ToLowerInvariant()})";
        }

        if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray either)
        {
            return string.Join(" or ", either.Where(one => (string?)One(one!["type"]) != "null").Select(one => TypeOf(one!)));
        }

        return (string?)One(schema["type"]) switch
        {
            "array" => $"array of {TypeOf(schema["items"]!)}",
            "object" when schema["additionalProperties"] is JsonObject values => $"object of {TypeOf(values)}",
            null => "any JSON",
            var type => (string?)schema["format"] == "date-time" ? "time" : type,
        };
    }

    // 3.1 writes what may be null as an array of types.
    private static JsonNode? One(JsonNode? type) => type is JsonArray several ? several.First(one => (string?)one != "null") : type;

    private static JsonNode? DescriptionOf(JsonNode schema) => (schema["oneOf"] as JsonArray)?.Select(one => one!["description"]).FirstOrDefault(words => words is not null);

    private static string Cell(JsonNode? text) => ((string?)text ?? "").ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
