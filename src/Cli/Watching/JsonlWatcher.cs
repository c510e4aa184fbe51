using Undercurrent.Cli.Output;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>Each event as a line of JSON on standard output.</summary>
internal sealed class JsonlWatcher(Printer printer, Words words) : IRunWatcher
{
    public void On(EventJson happened) => printer.Line(happened);

    public void OnBroken(string why) => words.Warn(ConnectionText.Broken(why));

    public void OnConnected() => words.Say(ConnectionText.Connected);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
