using Undercurrent.Cli.Commands;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>Chooses how a run is shown while it goes on.</summary>
internal static class Watchers
{
    /// <summary>A live tree on a terminal, lines elsewhere.</summary>
    public static IRunWatcher For(CommandCall call, RunJson run) =>
        call.Screen is { ErrIsTerminal: true, IsDumb: false } && !call.IsQuiet ? new LiveWatcher(call, run) : new PlainWatcher(call.Words, call.Time);
}
