namespace Undercurrent;

/// <summary>A key of a custom context with its value, who set it, and what that overrode (rule V1).</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; <see cref="SensitiveKeys.Mask"/> in the record when the key is sensitive.</param>
/// <param name="Origin">Who set the value that is seen here.</param>
/// <param name="Overrode">The entry that this one replaced in its run, one step back; null when the key was new.</param>
public sealed record ContextEntry(string Key, string Value, ContextOrigin Origin, ContextEntry? Overrode = null)
{
    /// <summary>Whether the value is for task code alone (rule L3).</summary>
    public bool IsSensitive { get; init; }

    /// <summary>The value as it may be shown.</summary>
    internal string ShownValue => IsSensitive ? SensitiveKeys.Mask : Value;

    /// <summary>This entry as it may be shown and kept.</summary>
    internal ContextEntry Masked() => !IsSensitive ? this : this with
    {
        Value = SensitiveKeys.Mask,
        Overrode = Overrode is null ? null : Overrode with { Value = SensitiveKeys.Mask, IsSensitive = true },
    };

    /// <summary>This entry as a sensitive one, what it overrode included.</summary>
    internal ContextEntry AsSensitive() => IsSensitive ? this : this with
    {
        IsSensitive = true,
        Overrode = Overrode is null ? null : Overrode with { IsSensitive = true },
    };

    /// <summary>Key, value (masked when it is sensitive), origin, and what it overrode.</summary>
    public override string ToString() =>
        $"{Key}={ShownValue} set by a {Origin}{(Overrode is null ? "" : $", which overrode {(IsSensitive ? SensitiveKeys.Mask : Overrode.Value)} set by a {Overrode.Origin}")}";
}
