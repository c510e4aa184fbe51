using Undercurrent.Records;

namespace Undercurrent.Storage;

/// <summary>Collects what is wrong with the options of a store, so that all of it is shown at once.</summary>
internal sealed class OptionsCheck(string what)
{
    private static readonly TimeSpan MaxLaunchLimit = TimeSpan.FromDays(1);

    private readonly List<string> _errors = [];

    public OptionsCheck Require(bool holds, string error)
    {
        if (!holds)
        {
            _errors.Add(error);
        }

        return this;
    }

    /// <summary>What the options of every database have.</summary>
    public OptionsCheck Shared(RunDurability durability, TimeSpan launchLimit, RunRetention? retention, TimeProvider? time) =>
        Require(Enum.IsDefined(durability), $"Durability is {durability}; it must be Committed or Relaxed.")
        .Require(launchLimit >= TimeSpan.Zero && launchLimit <= MaxLaunchLimit, $"LaunchLimit is {launchLimit}; it must be from zero to a day.")
        .Require(retention is not null, "Retention is null; RunRetention.Everything keeps everything.")
        .Require(time is not null, "Time is null; leave it out for the system's clock.");

    /// <exception cref="ArgumentException">Something is wrong.</exception>
    public void Throw()
    {
        if (_errors.Count > 0)
        {
            throw new ArgumentException($"The options of the {what} are wrong: {string.Join(" ", _errors)}");
        }
    }
}
