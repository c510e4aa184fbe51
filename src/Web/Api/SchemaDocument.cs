using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Api;

/// <summary>The types of the contract in the OpenAPI document.</summary>
internal static class SchemaDocument
{
    private static readonly Type[] Requests = [typeof(StartRunJson), typeof(RerunJson)];

    /// <summary>The name of a type: <c>Run</c> of <see cref="RunJson"/>, <c>PageOfRun</c> of a page of them.</summary>
    public static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0].Replace("Json", "", StringComparison.Ordinal);
        return type.IsGenericType ? $"{name}Of{string.Join("And", type.GetGenericArguments().Select(NameOf))}" : name;
    }

    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;

        // Requests are strict; answers may have more one day, and clients let it through.
        if (!Requests.Contains(type) && schema.AdditionalProperties is null)
        {
            schema.AdditionalPropertiesAllowed = true;
        }

        // What is null is left out of answers, so no reader may count on it.
        foreach (var property in context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable && property.PropertyType != typeof(JsonElement)))
        {
            schema.Required?.Remove(property.Name);
        }

        if (type == typeof(JsonElement) && schema.Description is null)
        {
            schema.Description = "Any JSON.";
        }

        return Task.CompletedTask;
    }
}
