namespace Undercurrent.Cluster.Tests.Grains;

internal sealed class SeeingGrain(IGrainFactory grains) : Grain, ISeeingGrain
{
    public Task<string> SeeAsync() => Task.FromResult(CustomContext.Current.ToString());

    public async Task<string[]> SeeBelowAsync(string other, string key, string value)
    {
        var before = await grains.GetGrain<ISeeingGrain>(other).SeeAsync();
        string inside;
        using (CustomContext.BeginScope((key, value)))
        {
            inside = await grains.GetGrain<ISeeingGrain>(other).SeeAsync();
        }

        return [before, inside, await grains.GetGrain<ISeeingGrain>(other).SeeAsync(), CustomContext.Current.ToString()];
    }

    public async Task<string> SeeWithoutAsync(string other, string key)
    {
        using (CustomContext.BeginScope(CustomContext.Without(key)))
        {
            return await grains.GetGrain<ISeeingGrain>(other).SeeAsync();
        }
    }

    public async IAsyncEnumerable<string> SeeStepsAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            await Task.Yield();
            yield return CustomContext.Current.ToString();
        }
    }

    public async Task<string[]> SeeInTimerAsync()
    {
        var seen = new TaskCompletionSource<string[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var captured = CustomContext.Capture().ToJson();
        using var timer = this.RegisterGrainTimer(
            () =>
            {
                var bySelf = CustomContext.Current.ToString();
                using (CapturedContext.FromJson(captured).Enter())
                {
                    seen.TrySetResult([bySelf, CustomContext.Current.ToString()]);
                }

                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true });
        return await seen.Task;
    }

    public Task<string> OriginOfAsync(string key) => Task.FromResult(CustomContext.Current.FindEntry(key)?.Origin.ToString() ?? "missing");
}
