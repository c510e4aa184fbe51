using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent runs context RUN</c>: the custom context of a run, seen through.</summary>
internal static class RunsContextVerb
{
    private static readonly Argument<string?> Key = new("key") { Description = "Only this key.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> At = new("--at") { Description = "The context of this action; else every value in the run.", HelpName = "action" };

    private static readonly Option<bool> Readers = new("--readers") { Description = "Also which actions read each key." };

    private static readonly Option<string?> Diff = new("--diff") { Description = "What is different in this run.", HelpName = "run" };

    private static readonly Option<string?> DiffAt = new("--diff-at") { Description = "With --diff: the context of this action of that run. Alone: of another action of the same run.", HelpName = "action" };

    public static Command Create(CliHost host)
    {
        var command = new Command("context", "Shows who set each context key of a run, what that overrode, and who saw and read it.") { RunArgument.Run, Key, At, Readers, Diff, DiffAt };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var (run, key, at) = (call.Get(RunArgument.Run), call.Find(Key), call.Get(At));
        if ((call.Get(Diff) ?? (call.Get(DiffAt) is null ? null : run)) is { } other)
        {
            var diff = await call.Api.DiffContextAsync(run, at, other, call.Get(DiffAt), call.Cancellation);
            diff = key is null ? diff : diff with { Keys = [.. diff.Keys.Where(entry => entry.Key == key)] };
            call.Printer.One(diff, _ => call.Printer.Table(LensTable.Of(diff)));
            return diff.Keys.Count > 0 || key is null ? ExitCode.Ok : throw Missing(key, run);
        }

        var lens = await call.Api.GetContextAsync(run, at, call.Cancellation);
        var known = lens.Keys;
        lens = key is null ? lens : lens with { Keys = [.. known.Where(entry => entry.Key == key)] };
        if (key is not null && lens.Keys.Count == 0)
        {
            throw Missing(key, run, [.. known.Select(entry => entry.Key)]);
        }

        call.Printer.One(lens, writer => LensTable.Write(lens, call.Get(Readers), call.Printer, writer));
        if (lens.Keys.Count == 0)
        {
            call.Words.Say("The context is empty.");
        }

        if (lens.Truncated)
        {
            call.Words.Warn("The run has more distinct contexts than were looked at; the numbers are lower bounds.");
        }

        return ExitCode.Ok;
    }

    private static CommandException Missing(string key, string run, params IReadOnlyList<string> known)
    {
        var nearest = NearestNames.Of(key, known);
        return new CommandException(
            ExitCode.NotThere, $"No context of the run {run} has the key '{key}'{(nearest.Count > 0 ? $"; did you mean '{nearest[0]}'?" : ".")}",
            known.Count == 0 ? null : $"It has {string.Join(", ", known)}.");
    }
}
