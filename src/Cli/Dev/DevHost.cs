using Microsoft.Extensions.Logging;
using Undercurrent.Cli.Commands;
using Undercurrent.Cli.Errors;
using Undercurrent.Records;
using Undercurrent.Storage;

namespace Undercurrent.Cli.Dev;

/// <summary>Hosts the in-process engine, the record, the API and the pages in this process until it is told to stop.</summary>
internal static class DevHost
{
    /// <exception cref="CommandException">It can't start; the message says why.</exception>
    public static async Task<int> RunAsync(DevPlan plan, CommandCall call)
    {
        LoadLibraries(plan.Libraries);

        // First of all: whoever can't have the port leaves the record and its runs alone. Until the server is there, calls wait, so
        // that nobody sees a run between its owner of before and this one.
        using var port = DevServer.TakePort(plan);
        using var loggers = LoggerFactory.Create(logging => DevLogging.Configure(logging, plan.LogLevel));
        await using var store = await OpenStoreAsync(plan, loggers, call);
        await using var runner = LocalRunner.Create(new LocalRunnerOptions
        {
            Store = store,
            LoggerFactory = loggers,
            Time = call.Time,
            ContextLimits = ContextLimits.Default with { SensitiveKeys = plan.Sensitive },
        });
        if (store is not null && plan.Resume)
        {
            await ResumeAsync(runner, call);
        }

        await using var server = await DevServer.StartAsync(port, runner, loggers, call);
        var url = server.Url.Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal).Replace("//[::]:", "//[::1]:", StringComparison.Ordinal);
        call.Screen.Out.WriteLine($"ready: {url}  (tasks: {string.Join(", ", TaskCatalog.Default.All.Select(task => task.Name))})");
        call.Screen.Out.Flush();
        if (plan.Open && !Browser.TryOpen(url))
        {
            call.Words.Warn($"No browser could be opened; open {url} yourself.");
        }

        await UntilStoppedAsync(call.Cancellation);
        await SayWhatStaysAsync(runner, store, call);
        return ExitCode.Ok;
    }

    private static void LoadLibraries(IReadOnlyList<string> libraries)
    {
        var problems = new List<string>();
        foreach (var library in libraries)
        {
            try
            {
                TaskCatalog.Default.LoadFrom(library);
            }
            catch (TaskLibraryException exception)
            {
                problems.Add(exception.Message);
            }
        }

        if (problems.Count > 0)
        {
            throw new CommandException(
                ExitCode.Usage, problems.Count == 1 ? problems[0] : $"{problems.Count} task libraries can't be used:", detail: problems.Count == 1 ? null : string.Join('\n', problems.Select(problem => $"- {problem}")));
        }
    }

    private static async Task<RunStore?> OpenStoreAsync(DevPlan plan, ILoggerFactory loggers, CommandCall call)
    {
        if (plan.Store == DevPlan.InMemory)
        {
            call.Words.Say("record: in memory; it is gone with this process");
            return null;
        }

        var options = new SqliteRunStoreOptions { LoggerFactory = loggers, Time = call.Time };
        options = plan.Store is { } path ? options with { Path = path } : options;
        if (plan.SensitiveValuesKey is { } file)
        {
            var (key, problem) = SensitiveValuesKeyFile.Read(file);
            options = problem is null ? options with { SensitiveValuesKey = key } : throw CommandException.Usage($"--sensitive-values-key: {problem}");
        }

        try
        {
            var store = await SqliteRunStore.OpenAsync(options, call.Cancellation);
            call.Words.Say($"record: {Path.GetFullPath(options.Path)}");
            return store;
        }
        catch (Exception exception) when (exception is RunStoreException or ArgumentException)
        {
            throw new CommandException(ExitCode.Usage, exception.Message, "Choose another file with --store, or --store memory.", inner: exception);
        }
    }

    private static async Task ResumeAsync(LocalRunner runner, CommandCall call)
    {
        var interrupted = await runner.FindInterruptedAsync(call.Cancellation);
        if (interrupted.Count == 0)
        {
            return;
        }

        var resumed = await runner.ResumeInterruptedAsync(call.Cancellation);
        if (resumed.Count > 0)
        {
            call.Words.Say(resumed.Count == 1 ? $"resumed: the interrupted run {resumed[0].RunId}" : $"resumed: {resumed.Count} interrupted runs");
        }

        if (resumed.Count < interrupted.Count)
        {
            call.Words.Warn($"{interrupted.Count - resumed.Count} interrupted runs could not be resumed; the log above says why. undercurrent runs list state:interrupted");
        }
    }

    private static async Task UntilStoppedAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.UnsafeRegister(static stopped => ((TaskCompletionSource)stopped!).SetResult(), stopped);
        await stopped.Task;
    }

    private static async Task SayWhatStaysAsync(LocalRunner runner, RunStore? store, CommandCall call)
    {
        // Other processes may record here too.
        var own = $"{Environment.MachineName}:{Environment.ProcessId}:";
        var found = (await runner.Records.FindRunsAsync(new RunQuery { State = RunState.Running, Page = new PageRequest { Size = PageRequest.MaxSize } }, CancellationToken.None)).Items;
        var running = found.Count(run => run.Owner?.StartsWith(own, StringComparison.Ordinal) == true);
        call.Words.Say(running == 0 ? "stopping"
            : store is null ? $"stopping; {Runs(running)} cancelled, as the record is in memory"
            : $"stopping; {Runs(running)} interrupted, and will go on when undercurrent dev is started again with this record");

        static string Runs(int count) => count == 1 ? "1 run is" : $"{count} runs are";
    }
}
