using System.Diagnostics;

namespace Undercurrent.Benchmarks.Suite;

/// <summary>The baseline in process: a plain async method on the thread pool, called without any of the product.</summary>
internal static class PlainCalls
{
    public static Task<double> SequenceAsync(int calls) => Task.Run(async () =>
    {
        var clock = Stopwatch.StartNew();
        for (var call = 0; call < calls; call++)
        {
            await Task.Run(static () => AnswerAsync(Payload.Text));
        }

        return clock.Elapsed.TotalSeconds;
    });

    private static Task<string> AnswerAsync(string payload) => Task.FromResult(payload);
}
