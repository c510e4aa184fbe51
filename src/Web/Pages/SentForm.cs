namespace Undercurrent.Web.Pages;

/// <summary>A form as it was sent.</summary>
/// <param name="Path">Where to.</param>
/// <param name="Fields">Its fields, in order, without the token.</param>
public sealed record SentForm(string Path, IReadOnlyList<(string Name, string Value)> Fields);
