using Undercurrent.Grains.Placement;
using Undercurrent.Grains.Wire;
using Undercurrent.Records;

namespace Undercurrent.Grains.Records;

/// <summary>Asks every silo of the cluster for what it alone knows. A silo that dies meanwhile knows nothing. Thread-safe.</summary>
internal sealed class ClusterView(IGrainFactory grains, IClusterMembershipService membership, ILocalSiloDetails local, TimeProvider time)
{
    private static readonly TimeSpan AnnounceTime = TimeSpan.FromSeconds(5);

    /// <summary>The other silos that are up, as this one knows them.</summary>
    public IReadOnlyList<SiloAddress> Others =>
    [
        .. membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(local.SiloAddress))
            .Select(member => member.SiloAddress),
    ];

    /// <summary>The silos that are not known to be dead, by the names under which they own runs.</summary>
    public IReadOnlySet<string> Living => membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status != SiloStatus.Dead)
        .Select(member => member.SiloAddress.ToParsableString())
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The answers by silo.</summary>
    /// <exception cref="SiloUnavailableException">One did not answer, and is not known to be dead: ask again.</exception>
    public async Task<IReadOnlyList<KeyValuePair<string, T>>> AskEachAsync<T>(Func<ISiloGrain, Task<T>> ask)
    {
        var answers = await AskAllAsync(ask).ConfigureAwait(true);
        return answers.All(answer => answer is not null) ? [.. answers.OfType<KeyValuePair<string, T>>()] : throw Silent();
    }

    /// <summary>Whether one of them answers yes.</summary>
    /// <exception cref="SiloUnavailableException">None does, but one did not answer, and is not known to be dead: ask again.</exception>
    public async Task<bool> AnyAsync(Func<ISiloGrain, Task<bool>> ask)
    {
        var answers = await AskAllAsync(ask).ConfigureAwait(true);
        return answers.Any(answer => answer is { Value: true })
            || (answers.All(answer => answer is not null) ? false : throw Silent());
    }

    /// <summary>Tells every silo that a run has ended; one that can't be reached in a moment is left out.</summary>
    public async Task AnnounceEndAsync(RunEnded ended)
    {
        var outcome = OutcomeMessage.From(ended.Outcome);
        var told = AskAllAsync(async silo =>
        {
            await silo.EndRunAsync(ended.RunId.Value, ended.Task, outcome, ended.At).ConfigureAwait(true);
            return true;
        });
        await Task.WhenAny(told, Task.Delay(AnnounceTime, time)).ConfigureAwait(false);
    }

    /// <summary>Tells every silo of an answer that holds; one that can't be reached in a moment finds it when it looks.</summary>
    public async Task AnnounceSignalAsync(RunId run, SignalMessage signal)
    {
        var told = AskAllAsync(async silo =>
        {
            await silo.NoteSignalAsync(run.Value, signal).ConfigureAwait(true);
            return true;
        });
        await Task.WhenAny(told, Task.Delay(AnnounceTime, time)).ConfigureAwait(false);
    }

    /// <summary>The answer to a name that any silo knows of; null when none does, or one that does can't be reached. Never faults.</summary>
    public async Task<Signal?> FindSignalAsync(RunId run, string name) =>
        (await AskAllAsync(silo => silo.FindSignalAsync(run.Value, name)).ConfigureAwait(true)).Select(answer => answer?.Value).FirstOrDefault(signal => signal is not null)?.ToSignal();

    /// <summary>Tells every silo that a run has another owner; one that can't be reached learns of it when it wants to record something.</summary>
    public Task AnnounceTakeOverAsync(RunId run, long epoch) => AskAllAsync(async silo =>
    {
        await silo.StopEarlierAsync(run.Value, epoch).ConfigureAwait(true);
        return true;
    });

    /// <summary>The first answer that isn't null; null when every silo answered that it knows nothing.</summary>
    /// <exception cref="SiloUnavailableException">None knows, but one did not answer, and it is not known to be dead: ask again.</exception>
    public async Task<byte[]?> FindAsync(Func<ISiloGrain, Task<byte[]?>> ask)
    {
        var answers = await AskAllAsync(ask).ConfigureAwait(true);
        var found = answers.Select(answer => answer?.Value).FirstOrDefault(value => value is not null);
        return found is not null || answers.All(answer => answer is not null)
            ? found
            : throw Silent();
    }

    private static SiloUnavailableException Silent() => new("A silo of the cluster did not answer, so what it alone knows can't be told yet.");

    private Task<KeyValuePair<string, T>?[]> AskAllAsync<T>(Func<ISiloGrain, Task<T>> ask) =>
        Task.WhenAll(membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping)
            .Select(member => AskAsync(GrainKeys.For(member.SiloAddress), ask)));

    private async Task<KeyValuePair<string, T>?> AskAsync<T>(string silo, Func<ISiloGrain, Task<T>> ask)
    {
        try
        {
            return KeyValuePair.Create(silo, await ask(grains.GetGrain<ISiloGrain>(silo)).ConfigureAwait(true));
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return null;
        }
    }
}
