namespace Undercurrent;

/// <summary>An input of a task.</summary>
/// <param name="Name">The parameter's name in the body.</param>
/// <param name="Type">Its type.</param>
public sealed record TaskInput(string Name, Type Type);
