using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Undercurrent;

/// <summary>How inputs and results become JSON.</summary>
public static class TaskJson
{
    /// <summary>
    /// camelCase names, read without regard to case; enums as names; NaN and infinities as strings; a missing required
    /// member or a null for a non-nullable one is an error. Public fields travel too, so tuples do.
    /// </summary>
    public static JsonSerializerOptions DefaultOptions { get; } = CreateDefault();

    /// <summary>The type's JSON contract, or an error that names what in it can't travel.</summary>
    internal static JsonTypeInfo<T> ContractFor<T>(JsonSerializerOptions options, string what)
    {
        try
        {
            var contract = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            if (JsonTypeCheck.FindProblem(contract) is { } problem)
            {
                throw new TaskDefinitionException($"{what} has the type {typeof(T)}, which can't travel as JSON: {problem} Use a record of plain data, or set a converter in the environment's Json options.");
            }

            return contract;
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            throw new TaskDefinitionException($"{what} has the type {typeof(T)}, which can't travel as JSON: {exception.Message}", exception);
        }
    }

    private static JsonSerializerOptions CreateDefault()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            PropertyNameCaseInsensitive = true,
            IncludeFields = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }
}
