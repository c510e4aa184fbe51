using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Undercurrent.Grains.Contexts;

namespace Undercurrent.Cluster.Tests.Wire;

public sealed class ContextCarrierTests
{
    [Fact]
    public void Carrier_over_the_wire_arrives_equal_with_origins()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        using var scope = CustomContext.BeginScope(("trace_id", "t-1"), ("region", "eu"));
        using var inner = CustomContext.BeginScope(("region", "us"), CustomContext.Without("trace_id"));
        var sent = CustomContext.Current;

        var arrived = serializer.Deserialize<object>(serializer.SerializeToArray<object>(ContextCarrier.For(sent)));

        var context = Assert.IsType<ContextCarrier>(arrived).Open(ContextLimits.Default);
        Assert.Equal(sent.Entries, context.Entries);
        Assert.Equal(sent.Removed, context.Removed);
        Assert.Equal(sent.SizeInBytes, context.SizeInBytes);
    }

    [Fact]
    public void Carrier_inside_a_process_is_the_same_object_for_the_same_context()
    {
        using var scope = CustomContext.BeginScope(("trace_id", "t-1"));
        var context = CustomContext.Current;

        Assert.Same(ContextCarrier.For(context), ContextCarrier.For(context));
        Assert.Same(context, ContextCarrier.For(context).Open(ContextLimits.Default));
    }
}
