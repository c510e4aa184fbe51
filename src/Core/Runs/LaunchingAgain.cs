using System.Text;
using Undercurrent.Records;

namespace Undercurrent;

/// <summary>Makes the request that launches a recorded run again, the same for every runner.</summary>
internal static class LaunchingAgain
{
    /// <exception cref="ArgumentException">The options contradict each other, or a sensitive value has to be given anew.</exception>
    public static RunRequest Prepare(RunRecord source, LaunchAgainOptions options)
    {
        Check(source, options);
        return new RunRequest(source.Task, options.Inputs is null ? source.Inputs : Encoding.UTF8.GetBytes(options.Inputs), new RunOptions
        {
            Id = options.Id,
            Context = [.. options.Change, .. options.Remove.Select(ContextChange.Remove)],
            Labels = options.Labels ?? source.Labels,
            LaunchedBy = options.LaunchedBy,
            MaxConcurrency = options.MaxConcurrency,
            Cache = options.Cache,
            CancellationToken = options.CancellationToken,
            BasedOn = source.Context,
            Source = new RunSource(source.RunId, options.From),
        });
    }

    private static void Check(RunRecord source, LaunchAgainOptions options)
    {
        if (!Enum.IsDefined(options.From))
        {
            throw new ArgumentException($"LaunchAgainOptions.From is {options.From}; it must be Start or Failure.", nameof(options));
        }

        if (options.Change is null || options.Remove is null)
        {
            throw new ArgumentException("LaunchAgainOptions.Change or Remove is null; leave them out to change nothing.", nameof(options));
        }

        // Values that the record doesn't have are given again, not changed.
        var changed = options.Change.Count(change => source.Context.Find(change.Key) is not { IsSensitive: true, Value: SensitiveKeys.Mask });
        if (options.From == LaunchFrom.Failure && changed + options.Remove.Count + (options.Inputs is null ? 0 : 1) > 0)
        {
            throw new ArgumentException(
                "From a failure a run is launched with its inputs and context as they were: results that were made under others can't be taken. "
                + "Leave out Change, Remove and Inputs, or launch it from LaunchFrom.Start.", nameof(options));
        }

        string[] missing =
        [
            .. source.Context.AllEntries
                .Where(entry => entry is { IsSensitive: true, Value: SensitiveKeys.Mask })
                .Select(entry => entry.Key)
                .Where(key => !options.Remove.Contains(key) && options.Change.All(change => change.Key != key)),
        ];
        if (missing.Length > 0)
        {
            throw new ArgumentException(
                $"The run '{source.RunId}' was launched with sensitive context keys whose values are not in its record: {string.Join(", ", missing)}. "
                + "Give them anew in Change, or name them in Remove.", nameof(options));
        }
    }
}
