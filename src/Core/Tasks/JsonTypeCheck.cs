using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Undercurrent;

/// <summary>Finds, when a task is defined, what in a type could never be written or read as JSON.</summary>
internal static class JsonTypeCheck
{
    // Deep enough for any sane message; a type that nests deeper is checked at the call instead.
    private const int MaxDepth = 12;

    /// <summary>A sentence on what can't travel, or null when nothing is known to be wrong.</summary>
    public static string? FindProblem(JsonTypeInfo contract) => FindProblem(contract, contract.Type.Name, [], 0);

    private static string? FindProblem(JsonTypeInfo contract, string path, HashSet<Type> seen, int depth)
    {
        var type = contract.Type;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            type = underlying;
        }

        if (!seen.Add(type) || depth > MaxDepth || type == typeof(object))
        {
            return null;
        }

        if (IsNeverData(type))
        {
            return $"{path} is a {type}, which is no data.";
        }

        return contract.Kind switch
        {
            JsonTypeInfoKind.Object => FindInObject(contract, path, seen, depth),
            JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary when ElementOf(type) is { } element =>
                FindProblem(contract.Options.GetTypeInfo(element), path + "[]", seen, depth + 1),
            _ => null,
        };
    }

    private static string? FindInObject(JsonTypeInfo contract, string path, HashSet<Type> seen, int depth)
    {
        if ((contract.Type.IsAbstract || contract.Type.IsInterface) && contract.PolymorphismOptions is null)
        {
            return $"{path} is the abstract type {contract.Type}, which can't be read back without [JsonDerivedType].";
        }

        if (contract.Properties.Count == 0 && contract.Type.GetFields(BindingFlags.Public | BindingFlags.Instance).Length > 0)
        {
            return $"{path} is a {contract.Type}, which has only fields, and the environment's Json options leave fields out (IncludeFields).";
        }

        foreach (var property in contract.Properties)
        {
            if (property.Get is null && property.Set is null)
            {
                // [JsonIgnore]: it doesn't travel.
                continue;
            }

            if (IsNeverData(property.PropertyType))
            {
                return $"{path}.{property.Name} is a {property.PropertyType}, which is no data.";
            }

            if (property.CustomConverter is null
                && FindProblem(contract.Options.GetTypeInfo(property.PropertyType), $"{path}.{property.Name}", seen, depth + 1) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static bool IsNeverData(Type type) =>
        typeof(Delegate).IsAssignableFrom(type)
        || typeof(MemberInfo).IsAssignableFrom(type)
        || typeof(Stream).IsAssignableFrom(type)
        || typeof(Task).IsAssignableFrom(type)
        || typeof(IDisposable).IsAssignableFrom(type) && type.Namespace == "System.Threading"
        || type.IsPointer || type.IsByRefLike
        || type == typeof(IntPtr) || type == typeof(UIntPtr)
        || type == typeof(CancellationToken)
        || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static Type? ElementOf(Type type) => type.IsArray
        ? type.GetElementType()
        : type.GetInterfaces().Append(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0] is { } element ? Unwrap(element) : null;

    private static Type Unwrap(Type element) =>
        element.IsGenericType && element.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) ? element.GetGenericArguments()[1] : element;
}
