namespace Undercurrent.Execution;

/// <summary>Where an attempt stands among the others of its list in <see cref="OpenActions"/>, which alone uses it.</summary>
internal readonly record struct OpenLink(bool IsLinked, OpenAction? Previous, OpenAction? Next);
