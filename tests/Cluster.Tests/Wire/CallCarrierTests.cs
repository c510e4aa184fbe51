using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Undercurrent.Execution;
using Undercurrent.Grains.Wire;
using Undercurrent.Records;

namespace Undercurrent.Cluster.Tests.Wire;

public sealed class CallCarrierTests
{
    private static readonly ActionCall Call = new()
    {
        RunId = RunId.Parse("run-1"),
        ActionId = new ActionId(17, 2),
        ParentId = new ActionId(16, 0),
        Task = "wire.task",
        Inputs = "[1]"u8.ToArray(),
        Context = CustomContext.Empty,
        CalledAt = DateTimeOffset.UnixEpoch,
        Attempt = 3,
        LostAttempts = 1,
        Epoch = 4,
        IsReplay = true,
        Depth = 5,
        AncestorAttempts = "1.2",
        MayRetry = true,
        Guard = new ContextGuard("wire.task", ["region"], IsStrict: true),
        TakeFrom = RunId.Parse("run-0"),
        MaxPerRun = 6,
        Places = new CallPlaces("holder", 6, 7, 8),
        Group = "group",
        Cache = RunCache.Override,
        CacheHolds = "holds",
        TraceParent = "trace",
    };

    [Fact]
    public void Call_over_the_wire_arrives_equal_in_the_context_that_came_with_it()
    {
        using var scope = CustomContext.BeginScope(("trace_id", "t-1"));

        var arrived = Send(ActionCallCarrier.For(Call, insists: true));

        Assert.True(arrived.Insists);
        var opened = arrived.Open(CustomContext.Current);
        Assert.Same(CustomContext.Current, opened.Context);
        Assert.Equal(Call.Inputs.ToArray(), opened.Inputs.ToArray());
        Assert.Equal(Call.Guard!.VaryBy, opened.Guard!.VaryBy);
        Assert.Equal(Call with { Context = opened.Context, Inputs = opened.Inputs, Guard = opened.Guard }, opened);
    }

    [Fact]
    public void Call_inside_a_process_is_the_same_object() =>
        Assert.Same(Call, ActionCallCarrier.For(Call, insists: false).Open(CustomContext.Current));

    [Fact]
    public void Outcome_over_the_wire_arrives_equal()
    {
        var sent = Outcome.Succeeded("[1]"u8.ToArray()) with { Details = new ActionDetails { DependsOn = ["region"] } };

        var arrived = Send(OutcomeCarrier.For(sent)).Open()!;

        Assert.Equal(sent.Value.ToArray(), arrived.Value.ToArray());
        Assert.Equal(["region"], arrived.Details!.DependsOn!);
        Assert.Equal(OutcomeKind.Succeeded, arrived.Kind);
    }

    [Fact]
    public void Outcome_inside_a_process_is_the_same_object()
    {
        var outcome = Outcome.Cancelled();

        Assert.Same(outcome, OutcomeCarrier.For(outcome).Open());
    }

    [Fact]
    public void Refusal_is_no_outcome_here_and_over_the_wire()
    {
        Assert.Null(OutcomeCarrier.Refused.Open());
        Assert.Null(Send(OutcomeCarrier.Refused).Open());
    }

    private static T Send<T>(T message)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(message));
    }
}
