using System.Diagnostics;
using Undercurrent.Benchmarks.Suite;

namespace Undercurrent.Benchmarks.Raw;

internal sealed class RawParentGrain(IGrainFactory grains, IGrainContext context) : IGrainBase, IRawParentGrain
{
    private readonly RawPayload _payload = new() { Bytes = Payload.Json };

    public IGrainContext GrainContext => context;

    public async Task<double> SequenceAsync(int calls)
    {
        var clock = Stopwatch.StartNew();
        for (var call = 0; call < calls; call++)
        {
            await grains.GetGrain<IRawChildGrain>(RawKeys.Next()).AnswerAsync(_payload);
        }

        return clock.Elapsed.TotalSeconds;
    }

    public async Task<double> FanOutAsync(int calls)
    {
        var clock = Stopwatch.StartNew();
        var children = new Task<RawPayload>[calls];
        for (var call = 0; call < calls; call++)
        {
            children[call] = grains.GetGrain<IRawChildGrain>(RawKeys.Next()).AnswerAsync(_payload);
        }

        await Task.WhenAll(children);
        return clock.Elapsed.TotalSeconds;
    }

    public async Task<double> NestAsync(int levels, int times)
    {
        var clock = Stopwatch.StartNew();
        for (var time = 0; time < times; time++)
        {
            await grains.GetGrain<IRawChildGrain>(RawKeys.Next()).NestAsync(levels);
        }

        return clock.Elapsed.TotalSeconds;
    }
}
