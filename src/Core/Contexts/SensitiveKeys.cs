using System.IO.Enumeration;

namespace Undercurrent;

/// <summary>
/// Which context keys are sensitive (rule L3): their values reach task code, and are masked as <c>***</c> in the record,
/// logs, traces, texts and errors. A single key can also be marked where it is set: <see cref="ContextKey{T}.Sensitive"/>.
/// </summary>
/// <remarks>
/// Immutable, with value equality. A key that is sensitive once stays so below, also where a scope overrides it. What a task
/// itself writes somewhere (its inputs, its result, a line in the log of its process) is data, and not masked.
/// </remarks>
public sealed class SensitiveKeys : IEquatable<SensitiveKeys>
{
    /// <summary>No key by its name. The default.</summary>
    public static readonly SensitiveKeys None = new([]);

    /// <summary>What stands for a sensitive value wherever a person or a file could see it.</summary>
    public const string Mask = "***";

    private readonly string[] _patterns;

    private SensitiveKeys(string[] patterns) => _patterns = patterns;

    /// <summary>The names and patterns, in order.</summary>
    public IReadOnlyList<string> Patterns => Array.AsReadOnly(_patterns);

    /// <summary>The keys of these names and patterns, whatever their case: <c>*</c> stands for any characters, <c>?</c> for one.</summary>
    /// <exception cref="ArgumentException">A pattern is empty or can't match any key.</exception>
    public static SensitiveKeys Matching(params IReadOnlyCollection<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        foreach (var pattern in patterns)
        {
            if (string.IsNullOrEmpty(pattern) || !pattern.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '*' or '?'))
            {
                throw new ArgumentException(
                    $"'{pattern}' is no pattern of context keys: it has 1 or more of the letters A-Z and a-z, digits, '.', '_', '-', and the placeholders '*' and '?'.", nameof(patterns));
            }
        }

        return patterns.Count == 0 ? None : new SensitiveKeys([.. patterns]);
    }

    /// <summary>Whether a key is sensitive by its name.</summary>
    public bool Contains(string key)
    {
        foreach (var pattern in _patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, key, ignoreCase: true))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(SensitiveKeys? other) => other is not null && _patterns.AsSpan().SequenceEqual(other._patterns);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SensitiveKeys);

    /// <inheritdoc/>
    public override int GetHashCode() => _patterns.Length == 0 ? 0 : HashCode.Combine(_patterns.Length, _patterns[0]);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _patterns);
}
