namespace Undercurrent;

/// <summary>A typed read of a context key whose value is not of that type (rule R4).</summary>
public sealed class ContextValueFormatException : FormatException
{
    private ContextValueFormatException(string key, string message, Exception? inner)
        : base(message, inner) => Key = key;

    /// <summary>The key whose value can't be read.</summary>
    public string Key { get; }

    internal static ContextValueFormatException For(ContextEntry entry, Type type, Exception? inner) => new(
        entry.Key,
        $"The context key '{entry.Key}' has the value '{entry.ShownValue}', which is no {type.Name}. It was set by a {entry.Origin}. "
        + "Set a value in the invariant culture's form (ContextKey<T>.To writes it), or read it with TryGet or a default.",
        entry.IsSensitive ? null : inner);
}
