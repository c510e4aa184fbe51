namespace Undercurrent.Processes;

/// <summary>How a program ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Lines">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record ProgramEnd(int Code, IReadOnlyList<string> Lines, string Errors);
