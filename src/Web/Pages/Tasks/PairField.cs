namespace Undercurrent.Web.Pages;

/// <summary>A row for a key and a value.</summary>
/// <param name="Key">The key as it was typed.</param>
/// <param name="Value">The value as it was typed.</param>
/// <param name="Error">What is wrong with them; null when nothing is.</param>
public sealed record PairField(string Key, string Value, string? Error = null);
