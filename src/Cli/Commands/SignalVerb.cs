using System.CommandLine;
using System.Text.Json;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent signal RUN NAME JSON</c>: answers a run that waits.</summary>
internal static class SignalVerb
{
    private static readonly Argument<string> Name = new("name") { Description = "The name that the run waits for." };

    private static readonly Argument<string> Value = new("json") { Description = "The answer as JSON; @file reads a file, - standard input." };

    public static Command Create(CliHost host)
    {
        var command = new Command("signal", "Answers, by name, what a run waits for. The first answer to a name holds.") { RunArgument.Run, Name, Value };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var (run, name) = (call.Get(RunArgument.Run), call.Get(Name));
        var json = call.Texts.Read(call.Get(Value), "the answer", out _);
        try
        {
            using var parsed = JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            throw CommandException.Usage($"The answer '{Output.Shown.Line(json.Trim(), 100)}' is no JSON: {exception.Message}", "A text is JSON in quotes, and the shell needs quotes of its own: '\"yes\"'");
        }

        var answer = await call.Api.SignalAsync(run, name, json, call.Cancellation);
        call.Printer.One(answer, writer => writer.WriteLine(answer.Holds ? "holds" : "answered before"));
        if (!answer.Holds)
        {
            throw new CommandException(ExitCode.NotThere, $"The run {run} had an answer to '{name}' before; that one holds.");
        }

        return ExitCode.Ok;
    }
}
