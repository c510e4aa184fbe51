namespace Undercurrent.Records;

/// <summary>A page of a longer list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Next">Pass it as <see cref="PageRequest.After"/> for the next page; null on the last.</param>
/// <typeparam name="T">What it lists.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
