namespace Undercurrent;

/// <summary>
/// A task whose result is cached in strict mode read a context key that is no part of its cache key (rule N3). The message
/// says what to do. The action fails and isn't tried again.
/// </summary>
public sealed class ContextGuardException : InvalidOperationException
{
    internal ContextGuardException(string key, string message)
        : base(message) => Key = key;

    /// <summary>The key that was read.</summary>
    public string Key { get; }
}
