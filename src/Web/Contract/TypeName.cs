namespace Undercurrent.Web.Contract;

/// <summary>Names a .NET type as C# code does, without namespaces: <c>Dictionary&lt;String, Int32[]&gt;</c>.</summary>
internal static class TypeName
{
    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value) + "?";
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[]";
        }

        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type.Name : $"{type.Name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
