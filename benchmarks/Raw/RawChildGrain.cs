namespace Undercurrent.Benchmarks.Raw;

internal sealed class RawChildGrain(IGrainFactory grains, IGrainContext context) : IGrainBase, IRawChildGrain
{
    public IGrainContext GrainContext => context;

    public Task<RawPayload> AnswerAsync(RawPayload payload)
    {
        this.DeactivateOnIdle();
        return Task.FromResult(payload);
    }

    public async Task<int> NestAsync(int levels)
    {
        try
        {
            return levels == 1 ? 1 : 1 + await grains.GetGrain<IRawChildGrain>(RawKeys.Next()).NestAsync(levels - 1);
        }
        finally
        {
            this.DeactivateOnIdle();
        }
    }
}
