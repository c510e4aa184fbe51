using Undercurrent.Cli.Output;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>One line for each event.</summary>
internal sealed class PlainWatcher(Words words, TimeProvider time) : IRunWatcher
{
    public void On(EventJson happened) => words.Say(EventText.Of(happened, time));

    public void OnBroken(string why) => words.Warn($"{why} Trying again.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
