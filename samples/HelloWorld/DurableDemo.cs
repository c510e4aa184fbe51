using HelloWorld;
using Undercurrent;
using Undercurrent.Records;
using Undercurrent.Storage;

namespace Samples;

/// <summary>
/// A run that survives its program: kill it in the middle (kill -9), start it again with the same arguments, and it goes on.
/// </summary>
internal static class DurableDemo
{
    private const int ProgressEvery = 100;

    public static async Task RunAsync(string file, int actions)
    {
        await using var store = await SqliteRunStore.OpenAsync(new SqliteRunStoreOptions { Path = file });
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { Store = store });
        var interrupted = (await runner.FindInterruptedAsync()).FirstOrDefault(run => run.Task == GreetingTasks.GreetAll.Name);
        var run = interrupted is null
            ? await runner.WithRunContext(("trace_id", "root-abc")).StartAsync(GreetingTasks.GreetAll, actions)
            : (await runner.ResumeAsync(interrupted.RunId)).As(GreetingTasks.GreetAll);

        // What the run needs no more: its actions that have a recorded outcome. They answer from the record.
        var fromRecord = (await run.GetRecordAsync()).RecordedActions;
        Console.WriteLine(interrupted is null
            ? $"run {run.RunId}: launched"
            : $"run {run.RunId}: found interrupted and resumed; {fromRecord} actions come from the record");

        var greeted = 0L;
        await foreach (var happened in run.FollowAsync())
        {
            // From the run's beginning: on a resumed run that tells first of what happened before.
            var isGreeting = happened is { Kind: RunEventKind.AttemptEnded, State: ActionState.Succeeded } && happened.Task == GreetingTasks.Greet.Name;
            greeted += isGreeting ? 1 : 0;
            if (isGreeting && greeted % ProgressEvery == 0 && greeted > fromRecord)
            {
                Console.WriteLine($"{greeted} greetings");
            }
        }

        var result = await run.ResultAsync();
        Console.WriteLine($"result: {result} greetings; {fromRecord} actions came from the record, {result + 1 - fromRecord} ran now");
    }
}
