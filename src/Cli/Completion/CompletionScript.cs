namespace Undercurrent.Cli.Completion;

/// <summary>What makes a shell ask the tool for completions.</summary>
/// <param name="Shell">The shell's name.</param>
/// <param name="Install">The command that installs it.</param>
/// <param name="Text">The script.</param>
internal sealed record CompletionScript(string Shell, string Install, string Text);
