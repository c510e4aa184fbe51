namespace Undercurrent.Web.Contract;

/// <summary>A key in two contexts.</summary>
/// <param name="Key">The key.</param>
/// <param name="Change"><c>same</c>, <c>changed</c>, <c>added</c> (only right), <c>removed</c> (only left), or <c>unknown</c> for two masked values.</param>
/// <param name="Left">On the left; absent when the key isn't there.</param>
/// <param name="Right">On the right; absent when the key isn't there.</param>
public sealed record DiffKeyJson(string Key, DiffChange Change, ContextEntryJson? Left, ContextEntryJson? Right);
