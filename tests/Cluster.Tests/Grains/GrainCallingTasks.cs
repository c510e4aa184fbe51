using Microsoft.Extensions.DependencyInjection;

namespace Undercurrent.Cluster.Tests.Grains;

/// <summary>Tasks that call ordinary grains.</summary>
public static class GrainCallingTasks
{
    public static readonly TaskEnvironment Env = new("cluster_grain_calling");

    public static readonly TaskDefinition<string, string[]> Calls = Env.Task(async (string key) =>
    {
        var grain = TaskContext.Current.Services.GetRequiredService<IGrainFactory>().GetGrain<ISeeingGrain>(key);
        var outside = await grain.SeeAsync();
        using (CustomContext.BeginScope(("region", "us")))
        {
            return new[] { outside, await grain.SeeAsync() };
        }
    });

    public static readonly TaskDefinition<string, bool> AsksForTaskContext = Env.Task(async (string key) =>
        await TaskContext.Current.Services.GetRequiredService<IGrainFactory>().GetGrain<IAskingGrain>(key).HasTaskContextAsync());
}
