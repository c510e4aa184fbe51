namespace Undercurrent;

/// <summary>Where in the source something was defined, as the compiler gave it.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Line">The line, from 1.</param>
public readonly record struct SourceLocation(string File, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}";
}
