namespace Undercurrent;

/// <summary>
/// One change that a scope or a launch makes to the custom context: a key set to a value, or a key removed.
/// A tuple <c>("key", "value")</c> converts to it.
/// </summary>
/// <remarks>It is checked where it is applied, not when it is made.</remarks>
public readonly record struct ContextChange
{
    private ContextChange(string key, string? value, bool isSensitive = false)
    {
        Key = key;
        Value = value;
        IsSensitive = isSensitive;
    }

    /// <summary>The key that is set or removed.</summary>
    public string Key { get; }

    /// <summary>The new value, or null when the key is removed.</summary>
    public string? Value { get; }

    /// <summary>Whether the key is removed.</summary>
    public bool IsRemoval => Value is null;

    /// <summary>Whether the value is for task code alone (rule L3); see <see cref="ContextKey{T}.Sensitive"/>.</summary>
    public bool IsSensitive { get; }

    /// <summary>Sets <paramref name="key"/> to <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is null: <see cref="Remove"/> is the way to remove a key.</exception>
    public static ContextChange Set(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (value is null)
        {
            throw new ArgumentNullException(
                nameof(value), $"The context key '{key}' can't be set to null. To remove it, pass CustomContext.Without(\"{key}\").");
        }

        return new ContextChange(key, value);
    }

    /// <summary>The same change, of a value that is for task code alone.</summary>
    internal ContextChange AsSensitive() => new(Key, Value, isSensitive: true);

    /// <summary>Removes <paramref name="key"/>: below, it is missing, not empty (rule S5).</summary>
    public static ContextChange Remove(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new ContextChange(key, null);
    }

    /// <summary>The tuple's first part is the key, its second the value.</summary>
    public static implicit operator ContextChange((string Key, string Value) entry) => Set(entry.Key, entry.Value);

    /// <summary>Sets an entry of a map.</summary>
    public static implicit operator ContextChange(KeyValuePair<string, string> entry) => Set(entry.Key, entry.Value);

    /// <inheritdoc/>
    public override string ToString() => Value is null ? $"{Key} removed" : $"{Key}={(IsSensitive ? SensitiveKeys.Mask : Value)}";
}
