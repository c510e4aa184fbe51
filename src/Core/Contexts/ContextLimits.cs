namespace Undercurrent;

/// <summary>How large a custom context may be, and which keys are sensitive. The default sizes are those of W3C baggage (rule L1).</summary>
/// <remarks>
/// Immutable. A runner's limits hold for its runs, a silo's for the calls of its grains; a scope outside both obeys
/// <see cref="Default"/>. The length of a key (1 to 128) and the allowed characters are fixed.
/// </remarks>
public sealed record ContextLimits
{
    /// <summary>64 keys and 8,192 bytes.</summary>
    public static readonly ContextLimits Default = new();

    /// <summary>The longest key, in characters.</summary>
    public const int MaxKeyLength = 128;

    /// <summary>The prefix of keys that only the product may set.</summary>
    public const string ReservedPrefix = "undercurrent.";

    private readonly int _maxKeys = 64;
    private readonly int _maxBytes = 8192;

    /// <summary>The keys whose values nobody is to see but task code (rule L3); default none. The same on all silos and clients.</summary>
    public SensitiveKeys SensitiveKeys { get; init; } = SensitiveKeys.None;

    /// <summary>The most keys; default 64, from 1 to 1,024.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaxKeys
    {
        get => _maxKeys;
        init => _maxKeys = value is >= 1 and <= 1024 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "A custom context may be allowed 1 to 1,024 keys.");
    }

    /// <summary>The most UTF-8 bytes of all keys and values together; default 8,192, from 1 to 65,536.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaxBytes
    {
        get => _maxBytes;
        init => _maxBytes = value is >= 1 and <= 65_536 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "A custom context may be allowed 1 to 65,536 bytes: it travels with every call.");
    }
}
