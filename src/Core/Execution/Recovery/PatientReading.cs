using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>Reads of the record that a run can't go on without: while the store is away, the run waits.</summary>
internal static class PatientReading
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>What the store answers, as soon as it does; what else goes wrong than its being away is thrown.</summary>
    /// <exception cref="StoreUnavailableException">It is away and this process stops.</exception>
    public static async Task<T> ReadAsync<T>(this TaskHost host, Func<IRunStore, Task<T>> read)
    {
        while (true)
        {
            try
            {
                return await read(host.Store).ConfigureAwait(false);
            }
            catch (StoreUnavailableException) when (!host.Stopping.IsCancellationRequested)
            {
                await Task.Delay(Pause, host.Time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
