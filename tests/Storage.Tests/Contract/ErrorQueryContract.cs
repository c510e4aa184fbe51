using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Failed runs and actions are found by words of their failures.</summary>
public abstract class ErrorQueryContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    private static readonly TaskFailure Chained = new()
    {
        Type = "Own.OuterException",
        Message = "The import failed",
        Task = "own.importer",
        Cause = new TaskFailure { Type = "System.IO.IOException", Message = "Disk '/dev/sda1' is 98% FULL: größer_als 10 Übergänge" },
    };

    [Theory]
    [InlineData("import", true)]
    [InlineData("IMPORT failed", true)]
    [InlineData("failed import", true)]
    [InlineData("full disk import", true)]
    [InlineData("ioexception", true)]
    [InlineData("System.IO.IOException", true)]
    [InlineData("own.importer", true)]
    [InlineData("98%", true)]
    [InlineData("/dev/sda1", true)]
    [InlineData("GRÖSSER", false)]
    [InlineData("GRÖßER übergänge", true)]
    [InlineData("als", true)]
    [InlineData("impor", false)]
    [InlineData("import succeeded", false)]
    [InlineData("9", false)]
    [InlineData("'; drop table runs", false)]
    [InlineData("%", true)]
    public async Task Failure_is_found_by_all_words_of_the_text_in_any_order_and_case(string text, bool found)
    {
        var run = await LaunchedAsync(Given.Launch(task: Given.Unique("failed.task")));
        await run.DoAsync(run.Child(1), Outcome.Failed(Chained));
        await run.EndRunAsync(Outcome.Failed(Chained));

        var runs = await Store.FindRunsAsync(new RunQuery { Task = run.Launch.Task, ErrorText = text });
        var actions = await Store.FindActionsAsync(run.Id, new ActionQuery { ErrorText = text });

        Assert.Equal(found ? [run.Id] : Array.Empty<RunId>(), runs.Items.Select(one => one.RunId));
        Assert.Equal(found ? [run.Child(1).ActionId] : Array.Empty<ActionId>(), actions.Items.Select(one => one.ActionId));
    }

    [Fact]
    public async Task Failed_runs_alone_are_found_the_newest_first()
    {
        var word = Given.Unique("word");
        var runs = new List<TestRun>();
        foreach (var outcome in (Outcome[])[Given.Failed($"first {word}"), Given.Failed("other"), Given.Succeeded($"\"{word}\""), Given.Failed($"{word} second")])
        {
            runs.Add(await LaunchedAsync(Given.Launch(at: Given.At(runs.Count))));
            await runs[^1].EndRunAsync(outcome);
        }

        // An action's failure that its caller handled is not the run's.
        await runs[2].DoAsync(runs[2].Child(1), Given.Failed(word));

        Assert.Equal([runs[3].Id, runs[0].Id], (await Store.FindRunsAsync(new RunQuery { ErrorText = word })).Items.Select(run => run.RunId));
    }

    [Fact]
    public async Task Failure_of_an_action_that_its_later_call_replaced_is_not_found()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1), Given.Failed("replaced"));
        await run.DoAsync(run.Child(1) with { AncestorAttempts = "0:2" }, Given.Failed("latest"));

        Assert.Empty((await Store.FindActionsAsync(run.Id, new ActionQuery { ErrorText = "replaced" })).Items);
        Assert.Single((await Store.FindActionsAsync(run.Id, new ActionQuery { ErrorText = "latest" })).Items);
    }

    [Fact]
    public async Task Failure_of_an_attempt_that_is_followed_by_another_is_not_found()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1) with { MayRetry = true }, Given.Failed("broke"));
        Assert.Empty((await Store.FindActionsAsync(run.Id, new ActionQuery { ErrorText = "broke" })).Items);

        await run.DoAsync(run.Child(1) with { Attempt = 2 });
        Assert.Empty((await Store.FindActionsAsync(run.Id, new ActionQuery { ErrorText = "broke" })).Items);
    }

    [Fact]
    public async Task Words_of_a_long_failure_are_found_from_its_root_cause_up()
    {
        var run = await LaunchedAsync(Given.Launch(task: Given.Unique("failed.task")));
        var many = string.Join(' ', Enumerable.Range(0, 1000).Select(number => $"w{number}"));
        await run.EndRunAsync(Outcome.Failed(Given.Failure(many, Given.Failure("rootcause"))));

        Assert.Single((await Store.FindRunsAsync(new RunQuery { Task = run.Launch.Task, ErrorText = "rootcause w0 W150" })).Items);
    }
}
