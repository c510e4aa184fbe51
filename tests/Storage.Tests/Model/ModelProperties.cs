using FsCheck;
using FsCheck.Fluent;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Model;

/// <summary>A store against the one in memory, which is the model: whatever happens, both answer alike and record alike.</summary>
public abstract class ModelProperties(RunStoreFixture fixture)
{
    private readonly SettableTime _time = new();

    [Theory]
    [InlineData(1, 11)]
    [InlineData(2, 22)]
    [InlineData(3, 33)]
    public async Task Store_answers_and_records_as_its_model_does(ulong seed, ulong gamma)
    {
        await using var place = await fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync(new StoreSetup { Time = _time });

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(seed, (gamma << 1) | 1),
            Prop.ForAll(ModelSteps.Shrinking, steps => Differences(store, steps, checkEach: false) is var found && found == "" ? true : throw new InvalidOperationException(found)));
    }

    // Fewer, since everything is read behind every step.
    [Fact]
    public async Task Store_records_as_its_model_does_at_every_step()
    {
        await using var place = await fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync(new StoreSetup { Time = _time });

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(15).WithReplay(7, 77),
            Prop.ForAll(ModelSteps.Shrinking, steps => Differences(store, steps, checkEach: true) is var found && found == "" ? true : throw new InvalidOperationException(found)));
    }

    [Fact]
    public async Task Store_that_is_opened_again_has_what_its_model_has()
    {
        await using var place = await fixture.CreatePlaceAsync();
        var model = new InMemoryRunStore(new InMemoryRunStoreOptions(), _time);
        var launches = new List<RunLaunch>();
        await using (var store = await place.OpenAsync(new StoreSetup { Time = _time, IsRelaxed = true }))
        {
            foreach (var steps in ModelSteps.Steps.Sample(30, new Rnd(5, 55), 20))
            {
                launches.Add(await RunAsync(store, model, steps));
            }
        }

        await using var again = await place.OpenAsync(new StoreSetup { Time = _time });
        foreach (var launch in launches)
        {
            Assert.Equal(await DescribeAsync(model, launch, withState: false), await DescribeAsync(again, launch, withState: false));
        }
    }

    private static async Task<RunLaunch> RunAsync(IRunStore store, InMemoryRunStore model, ModelStep[] steps)
    {
        var launch = Given.Launch();
        await store.AppendAsync(new RunLaunched(launch, "owner"));
        await model.AppendAsync(new RunLaunched(launch, "owner"));
        foreach (var (number, step) in steps.Index())
        {
            var epoch = 1 + (await model.GetRunAsync(launch.RunId))!.TakenOver;
            await step.ApplyAsync(store, launch, number, epoch);
            await step.ApplyAsync(model, launch, number, epoch);
        }

        return launch;
    }

    // FsCheck asks for an answer at once.
    private string Differences(IRunStore store, ModelStep[] steps, bool checkEach) =>
        Task.Run(() => DifferencesAsync(store, steps, checkEach)).GetAwaiter().GetResult();

    private async Task<string> DifferencesAsync(IRunStore store, ModelStep[] steps, bool checkEach)
    {
        var model = new InMemoryRunStore(new InMemoryRunStoreOptions(), _time);
        var launch = Given.Launch();
        await store.AppendAsync(new RunLaunched(launch, "owner"));
        await model.AppendAsync(new RunLaunched(launch, "owner"));
        foreach (var (number, step) in steps.Index())
        {
            var epoch = 1 + (await model.GetRunAsync(launch.RunId))!.TakenOver;
            var expected = await step.ApplyAsync(model, launch, number, epoch);
            var actual = await step.ApplyAsync(store, launch, number, epoch);
            if (expected != actual)
            {
                return $"Step {number}: the model answered '{expected}', the store '{actual}'.\n{List(steps)}";
            }

            if (checkEach && await CompareAsync(store, model, launch) is { Length: > 0 } difference)
            {
                return $"Behind step {number}: {difference}\n{List(steps)}";
            }
        }

        return await CompareAsync(store, model, launch) is { Length: > 0 } last ? $"In the end: {last}\n{List(steps)}" : "";
    }

    private static async Task<string> CompareAsync(IRunStore store, InMemoryRunStore model, RunLaunch launch)
    {
        // What needn't be waited for is recorded when what comes behind it is.
        await store.AppendAsync(new RunCancelRequested(RunId.Parse("nobody"), Given.Noon));
        var (expected, actual) = (await DescribeAsync(model, launch), await DescribeAsync(store, launch));
        return expected == actual ? "" : string.Join('\n', expected.Split('\n').Except(actual.Split('\n')).Select(line => $"only the model has: {line}")
            .Concat(actual.Split('\n').Except(expected.Split('\n')).Select(line => $"only the store has: {line}")));
    }

    private static async Task<string> DescribeAsync(IRunStore store, RunLaunch launch, bool withState = true)
    {
        var root = launch.ToRootCall();
        var lines = new List<string>();
        var run = await store.GetRunAsync(launch.RunId);

        // A store that is opened marks what nobody holds as interrupted; the model never does.
        lines.Add(Described.Of(withState || run!.EndedAt is not null ? run : run with { State = RunState.Running }));
        foreach (var id in (ActionId[])[root.ActionId, .. Enumerable.Range(1, 4).Select(number => Given.ActionId(number))])
        {
            lines.Add(Described.Of(await store.GetActionAsync(launch.RunId, id)));
            lines.Add(Described.Of(await store.FindRecordedAsync(launch.RunId, id)));
        }

        foreach (var parent in (ActionId?[])[null, root.ActionId, Given.ActionId(1)])
        {
            lines.Add($"children of {parent}: {string.Join(", ", (await store.GetChildrenAsync(launch.RunId, parent)).Items.Select(action => $"{action.ActionId} {action.State}"))}");
            lines.Add(string.Join(", ", (await store.CountChildrenAsync(launch.RunId, parent)).OrderBy(count => count.Key)));
        }

        foreach (var query in Queries())
        {
            lines.Add($"found: {string.Join(", ", (await store.FindActionsAsync(launch.RunId, query)).Items.Select(action => $"{action.ActionId}"))}");
        }

        lines.Add($"recorded: {await store.CountEndedChildrenAsync(launch.RunId, root.ActionId)}");
        lines.AddRange((await store.ReadRecordedChildrenAsync(launch.RunId, root.ActionId, 100)).Select(Described.Of).Order(StringComparer.Ordinal));
        lines.AddRange((await store.ReadEventsAsync(launch.RunId, 0, 1000)).Select(Described.Of));
        return string.Join('\n', lines);
    }

    private static ActionQuery[] Queries() =>
    [
        .. Enum.GetValues<ActionState>().Select(state => new ActionQuery { State = state }),
        new() { Task = "own.child" },
        new() { ErrorText = "FAILURE" },
        new() { Context = new Dictionary<string, string> { ["a"] = "2" } },
    ];

    private static string List(ModelStep[] steps) => string.Join('\n', steps.Select((step, number) => $"{number}: {step}"));
}
