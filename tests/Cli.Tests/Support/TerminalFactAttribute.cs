namespace Undercurrent.Cli.Support;

/// <summary>A test on a terminal, which needs <c>script</c> (util-linux).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = OperatingSystem.IsLinux() && File.Exists("/usr/bin/script") ? null! : "There is no script(1) of util-linux here to make a terminal.";
}
