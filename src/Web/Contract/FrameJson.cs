namespace Undercurrent.Web.Contract;

/// <summary>A place in source code.</summary>
/// <param name="Method">The method, as the stack trace has it.</param>
/// <param name="File">The file's path where it was compiled.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record FrameJson(string Method, string File, int Line);
