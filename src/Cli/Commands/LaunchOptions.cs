using System.CommandLine;
using System.Text.Json;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Inputs;
using Undercurrent.Cli.Settings;

namespace Undercurrent.Cli.Commands;

/// <summary>The options of what launches a run, first or again.</summary>
internal static class LaunchOptions
{
    public static readonly Option<string[]> Context = new("--context", "-c")
    {
        Description = "A key of the run's custom context; again for more. It wins over --context-file.",
        HelpName = "key=value",
        DefaultValueFactory = _ => [],
    };

    public static readonly Option<string[]> ContextFiles = new("--context-file")
    {
        Description = "A file of context keys: a JSON object, or key=value lines; - for standard input. A later file wins.",
        HelpName = "file",
        DefaultValueFactory = _ => [],
    };

    public static readonly Option<string[]> Input = new("--input", "-i")
    {
        Description = "An input: a text as it is, anything else as JSON; name=@file reads a file, name=- standard input.",
        HelpName = "name=value",
        DefaultValueFactory = _ => [],
    };

    public static readonly Option<string?> Inputs = new("--inputs")
    {
        Description = "All inputs as JSON: an array, or an object by their names; @file reads a file, - standard input.",
        HelpName = "json",
    };

    public static readonly Option<string[]> Label = new("--label")
    {
        Description = "A label, for people and searches; again for more.",
        HelpName = "name=value",
        DefaultValueFactory = _ => [],
    };

    public static readonly Option<string?> Id = new("--id")
    {
        Description = "The run's id. An id can be launched once, which makes a launch repeatable. Else one is made.",
        HelpName = "id",
    };

    public static readonly Option<int?> MaxConcurrency = new("--max-concurrency")
    {
        Description = "The most actions of the run at a time. Else no limit.",
        HelpName = "number",
    };

    public static readonly Option<RunCache?> Cache = Choice.Of<RunCache?, RunCache>(new("--cache")
    {
        Description = "What the run makes of cached results: use (else), off, or override (run, and keep the new results).",
        HelpName = "use|off|override",
    });

    /// <summary>The context keys that were given, or null for none.</summary>
    public static Dictionary<string, string>? ReadContext(CommandCall call)
    {
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in call.Get(ContextFiles)!)
        {
            var text = file == "-" ? call.Texts.Read(file, "--context-file", out _) : TextSource.ReadFile(file, "--context-file");
            foreach (var (key, value) in ContextFile.Parse(text, $"--context-file {file}"))
            {
                context[key] = value;
            }
        }

        foreach (var (key, value) in KeyValue.ParseAll(call.Get(Context)!, "--context", "-c experiment=v1"))
        {
            context[key] = value;
        }

        return context.Count == 0 ? null : context;
    }

    /// <summary>The labels that were given, or null for none.</summary>
    public static Dictionary<string, string>? ReadLabels(CommandCall call) =>
        KeyValue.ParseAll(call.Get(Label)!, "--label", "--label team=search") is { Count: > 0 } labels ? labels : null;

    /// <summary>The inputs that were given, or null for none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="task">Asks for the task, whose names and types tell how a value is read.</param>
    public static async Task<JsonElement?> ReadInputsAsync(CommandCall call, Func<Task<Web.Contract.TaskJson>> task)
    {
        var one = call.Get(Input)!;
        if (call.Get(Inputs) is not { } whole)
        {
            return one.Length == 0 ? null : InputValues.Read(one, await task(), call.Texts);
        }

        return one.Length == 0
            ? InputValues.ReadWhole(call.Texts.Read(whole, "--inputs", out _), "--inputs")
            : throw CommandException.Usage("Both --inputs and --input are given; --inputs is the whole of them.");
    }
}
