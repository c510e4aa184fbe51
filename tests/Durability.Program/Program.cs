using Undercurrent;
using Undercurrent.Durability;
using Undercurrent.Durability.Tasks;
using Undercurrent.Storage;

var options = ProgramOptions.Parse(args);
await using var store = await SqliteRunStore.OpenAsync(new SqliteRunStoreOptions { Path = options.Store });
await using var runner = LocalRunner.Create(new LocalRunnerOptions { Store = store });
Say(new ProgramLine(ProgramLine.Opened));

var following = new List<Task>();
foreach (var interrupted in await runner.FindInterruptedAsync())
{
    Say(new ProgramLine(ProgramLine.Interrupted, interrupted.RunId));
    if (options.Resumes)
    {
        var run = await runner.ResumeAsync(interrupted.RunId);
        Say(new ProgramLine(ProgramLine.Resumed, run.RunId, Detail: $"{(await run.GetRecordAsync()).RecordedActions} actions from the record"));
        following.Add(FollowAsync(run));
    }
}

for (var number = 0; number < options.Runs; number++)
{
    var id = RunId.Parse($"{options.Name}-{number}");
    var run = await runner.StartAsync(LoadTasks.Root.With(options.Shape.Change), options.Shape, new RunOptions { Id = id, Context = LoadTasks.LaunchContext(id.Value) });
    Say(new ProgramLine(ProgramLine.Launched, id, options.Shape));
    following.Add(FollowAsync(run));
}

await Task.WhenAll(following);
Say(new ProgramLine(ProgramLine.Done));

static async Task FollowAsync(RunHandle run)
{
    await foreach (var happened in run.FollowAsync())
    {
        Say(new ProgramLine(ProgramLine.Happened, run.RunId, Detail: $"{happened.Sequence} {happened.Kind} {happened.Task} {happened.State}"));
    }

    Say(new ProgramLine(ProgramLine.Ended, run.RunId, Detail: $"{(await run.GetRecordAsync()).State}"));
}

static void Say(ProgramLine line) => Console.WriteLine(line);
