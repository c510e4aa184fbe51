namespace Undercurrent;

/// <summary>The stored form of a <see cref="CapturedContext"/>.</summary>
internal sealed record StoredContext(int Version, IReadOnlyList<ContextEntry> Entries, IReadOnlyList<ContextEntry> Removed);
