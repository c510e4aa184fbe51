using Undercurrent.Cli.Commands;
using Undercurrent.Cli.Output;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>Chooses how a run is shown while it goes on.</summary>
internal static class Watchers
{
    /// <summary>With <c>-o jsonl</c> the events themselves; else a live tree on a terminal, lines elsewhere.</summary>
    public static IRunWatcher For(CommandCall call, RunJson run) => call.Printer.Format == OutputFormat.Jsonl ? new JsonlWatcher(call.Printer, call.Words)
        : call.Screen is { ErrIsTerminal: true, IsDumb: false } && !call.IsQuiet ? new LiveWatcher(call, run) : new PlainWatcher(call.Words, call.Time);
}
