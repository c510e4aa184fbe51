using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Inputs and outputs of any size come back whole; lists leave out what is over 64 KiB.</summary>
public abstract class PayloadContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    private const int Limit = 64 * 1024;

    public static TheoryData<int> Sizes => [2, Limit - 1, Limit, Limit + 1, 4 * 1024 * 1024];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Inputs_and_output_of_an_action_come_back_whole_and_in_lists_when_they_are_small(int size)
    {
        var run = await LaunchedAsync();
        var (inputs, output) = (Given.JsonOfSize(size), Given.JsonOfSize(size));
        var call = run.Child(1) with { Inputs = inputs };
        await run.DoAsync(call, Outcome.Succeeded(output));

        AssertWhole(await run.ActionAsync(call));
        Assert.True((await run.RecordedAsync(call)).Outcome!.Value.Span.SequenceEqual(output.Span));
        AssertListed(Assert.Single((await Store.GetChildrenAsync(run.Id, run.Root.ActionId)).Items));
        AssertListed(Assert.Single((await Store.FindActionsAsync(run.Id, new ActionQuery { Task = "own.child" })).Items));

        void AssertWhole(ActionRecord action)
        {
            Assert.Equal((size, size), (action.InputsSize, action.OutputSize));
            Assert.True(action.Inputs.Span.SequenceEqual(inputs.Span));
            Assert.True(action.Output!.Value.Span.SequenceEqual(output.Span));
        }

        void AssertListed(ActionRecord action)
        {
            if (size <= Limit)
            {
                AssertWhole(action);
            }
            else
            {
                Assert.Equal((0, 0, size, size), (action.Inputs.Length, action.Output?.Length, action.InputsSize, action.OutputSize));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Inputs_and_output_of_a_run_come_back_whole_and_in_lists_when_they_are_small(int size)
    {
        var (inputs, output) = (Given.JsonOfSize(size), Given.JsonOfSize(size));
        var run = await LaunchedAsync(Given.Launch(task: Given.Unique("large.task")) with { Inputs = inputs });
        await run.EndRunAsync(Outcome.Succeeded(output));

        var (single, listed) = (await run.RecordAsync(), Assert.Single((await Store.FindRunsAsync(new RunQuery { Task = run.Launch.Task })).Items));

        Assert.True(single.Inputs.Span.SequenceEqual(inputs.Span));
        Assert.True(single.Output!.Value.Span.SequenceEqual(output.Span));
        Assert.All([single, listed], one => Assert.Equal((size, size), (one.InputsSize, one.OutputSize)));
        Assert.Equal(size <= Limit ? (size, size) : (0, 0), (listed.Inputs.Length, listed.Output?.Length));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Claim_of_a_run_has_its_inputs_whole(int size)
    {
        var run = await LaunchedAsync(Given.Launch() with { Inputs = Given.JsonOfSize(size) });

        Assert.True((await run.ClaimAsync("other"))!.Launch.Inputs.Span.SequenceEqual(run.Launch.Inputs.Span));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Recorded_child_has_its_outcome_or_says_that_it_is_apart(int size)
    {
        var run = await LaunchedAsync();
        var output = Given.JsonOfSize(size);
        await run.DoAsync(run.Child(1), Outcome.Succeeded(output));

        var child = Assert.Single(await Store.ReadRecordedChildrenAsync(run.Id, run.Root.ActionId, 10));

        Assert.Equal(ActionState.Succeeded, child.State);
        Assert.True(child.IsApart ? child.Outcome is null && size > Limit : child.Outcome!.Value.Span.SequenceEqual(output.Span));
        Assert.Equal(1, await Store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));
    }

    [Fact]
    public async Task Inputs_of_an_action_that_only_started_come_back()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { Inputs = Given.JsonOfSize(Limit + 1) };
        await run.StartAsync(call);

        Assert.True((await run.ActionAsync(call)).Inputs.Span.SequenceEqual(call.Inputs.Span));
    }

    [Fact]
    public async Task Large_output_that_a_later_call_replaced_is_gone()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1), Outcome.Succeeded(Given.JsonOfSize(Limit + 1)));
        var later = run.Child(1) with { AncestorAttempts = "0:2" };
        await run.StartAsync(later);
        Assert.Equal((null, null), ((await run.ActionAsync(later)).Output, (await run.ActionAsync(later)).OutputSize));

        await run.EndAsync(later, Outcome.Succeeded(Given.JsonOfSize(Limit + 2)));
        Assert.Equal(Limit + 2, (await run.ActionAsync(later)).Output?.Length);
        Assert.Equal(Limit + 2, (await run.RecordedAsync(later)).Outcome?.Value.Length);
    }

    [Fact]
    public async Task Small_output_behind_a_large_one_is_the_small_one()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1), Outcome.Succeeded(Given.JsonOfSize(Limit + 1)));
        await run.DoAsync(run.Child(1) with { AncestorAttempts = "0:2" }, Given.Succeeded("7"));

        var action = await run.ActionAsync(run.Child(1));
        Assert.Equal("7"u8.ToArray(), action.Output?.ToArray());
        Assert.Equal(1, action.OutputSize);
        Assert.Equal("7"u8.ToArray(), Assert.Single((await Store.GetChildrenAsync(run.Id, run.Root.ActionId)).Items).Output?.ToArray());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("false")]
    [InlineData("0")]
    [InlineData("[]")]
    public async Task Output_that_says_little_is_an_output(string json)
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1), Given.Succeeded(json));
        await run.EndRunAsync(Given.Succeeded(json));

        Assert.Equal(Given.Json(json).ToArray(), (await run.ActionAsync(run.Child(1))).Output?.ToArray());
        Assert.Equal(Given.Json(json).ToArray(), (await run.RecordedAsync(run.Child(1))).Outcome?.Value.ToArray());
        Assert.Equal(Given.Json(json).ToArray(), (await run.RecordAsync()).Output?.ToArray());
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("lost")]
    [InlineData("cancelled")]
    public async Task Action_and_run_that_did_not_succeed_have_no_output(string outcome)
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1), Outcomes.Named(outcome));
        await run.EndRunAsync(Outcomes.Named(outcome));

        Assert.Equal((null, null), ((await run.ActionAsync(run.Child(1))).Output, (await run.ActionAsync(run.Child(1))).OutputSize));
        Assert.Equal((null, null), ((await run.RecordAsync()).Output, (await run.RecordAsync()).OutputSize));
    }
}
