using Undercurrent.Cli.Output;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>Shows nothing but that the connection broke.</summary>
internal sealed class SilentWatcher(Words words) : IRunWatcher
{
    public void On(EventJson happened)
    {
    }

    public void OnBroken(string why) => words.Warn($"{why} Trying again.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
