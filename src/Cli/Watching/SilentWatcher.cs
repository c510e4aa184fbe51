using Undercurrent.Cli.Output;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>Shows nothing but that the connection broke, and that it is there again.</summary>
internal sealed class SilentWatcher(Words words) : IRunWatcher
{
    public void On(EventJson happened)
    {
    }

    public void OnBroken(string why) => words.Warn(ConnectionText.Broken(why));

    public void OnConnected() => words.Say(ConnectionText.Connected);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
