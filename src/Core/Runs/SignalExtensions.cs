using System.Text.Json;

namespace Undercurrent;

/// <summary>The typed way to answer a run that waits.</summary>
public static class SignalExtensions
{
    /// <summary>
    /// Answers, by name, what a run waits for with <see cref="TaskContext.WaitForAsync"/>; an answer that comes before the wait
    /// is kept. The first answer to a name holds.
    /// </summary>
    /// <param name="runner">The runner that the run is known to.</param>
    /// <param name="runId">The run.</param>
    /// <param name="name">1 to 128 of <c>A-Z a-z 0-9 . _ -</c>.</param>
    /// <param name="value">The answer; as JSON at most 65,536 bytes.</param>
    /// <param name="json">How it becomes JSON; null for <see cref="TaskJson.DefaultOptions"/>, which fits tasks that have not set other ones.</param>
    /// <param name="cancellationToken">Ends the waiting for the answer's answer; it may have been taken all the same.</param>
    /// <returns>Whether this answer holds; false when the name was answered before.</returns>
    /// <inheritdoc cref="IRunner.SendSignalAsync" path="/exception"/>
    public static Task<bool> SignalAsync<TValue>(
        this IRunner runner, RunId runId, string name, TValue value, JsonSerializerOptions? json = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.SendSignalAsync(runId, name, JsonSerializer.SerializeToUtf8Bytes(value, json ?? TaskJson.DefaultOptions), cancellationToken);
    }
}
