namespace Undercurrent.Architecture;

/// <summary>A place that breaks a rule.</summary>
/// <param name="Subject">What an exception list would name: a path, or a type.</param>
/// <param name="What">What is wrong there.</param>
internal sealed record Violation(string Subject, string What);
