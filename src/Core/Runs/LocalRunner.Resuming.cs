using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent;

/// <content>What runs were interrupted, and how they go on.</content>
public sealed partial class LocalRunner
{
    /// <summary>The runs in the store that were interrupted, newest first: those of processes that are gone, or that stopped before they ended.</summary>
    /// <returns>At most 1,000; the rest is found with <see cref="RunQuery.State"/>.</returns>
    public async Task<IReadOnlyList<RunRecord>> FindInterruptedAsync(CancellationToken cancellationToken = default)
    {
        await _host.Store.MarkInterruptedAsync(cancellationToken).ConfigureAwait(false);
        return (await Records.FindRunsAsync(Interrupted(after: null), cancellationToken).ConfigureAwait(false)).Items;
    }

    private static RunQuery Interrupted(string? after) =>
        new() { State = RunState.Interrupted, Page = new PageRequest { Size = PageRequest.MaxSize, After = after } };

    /// <summary>
    /// Lets an interrupted run go on: its root runs again, with the context that it had; actions with a recorded outcome
    /// answer from the record, the rest run. A run that goes on here already, or has ended, is just found.
    /// </summary>
    /// <exception cref="RunNotRecordedException">The store has no such run.</exception>
    /// <exception cref="UnknownTaskException">This process has no task of that name.</exception>
    /// <exception cref="TaskInputException">Its inputs don't fit the task any more.</exception>
    /// <exception cref="InvalidOperationException">Another process runs it, or was faster in taking it over.</exception>
    public async Task<RunHandle> ResumeAsync(RunId runId, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (_running.TryGetValue(runId, out var running))
        {
            return new RunHandle(new Channel(this, runId, running));
        }

        await _host.Store.MarkInterruptedAsync(cancellationToken).ConfigureAwait(false);
        var record = await Records.GetRunAsync(runId, cancellationToken).ConfigureAwait(false)
            ?? throw new RunNotRecordedException(runId, "The store of this runner has no such run; is it the store that it was launched with?");
        if (record.State is not (RunState.Running or RunState.Interrupted))
        {
            return new RunHandle(new Channel(this, runId, launched: null));
        }

        if (record.State == RunState.Running && record.Owner is { } living && _host.Store.IsHeld(living))
        {
            throw new InvalidOperationException($"The run '{runId}' is being run by {living}; follow it with runner.GetRunAsync(\"{runId}\").");
        }

        // Before it is taken over: what can't be run here is left to who can.
        _ = _host.Catalog.Get(record.Task, "on", _host.Name);
        var unfinished = new UnfinishedRun(runId, record.Task, record.Owner, record.TakenOver + RunLaunch.FirstEpoch);
        var claim = await _host.Store.TryClaimAsync(unfinished, _host.Owner, CancellationToken.None).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"Another process was faster in taking over the run '{runId}'; follow it with runner.GetRunAsync(\"{runId}\").");
        try
        {
            return await StartAsync(new RunOwner(_host, claim), CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            // Its inputs don't fit the task any more, for instance: it goes back to being nobody's.
            await _host.Store.ReleaseAsync(runId, claim.Epoch, interrupted: true).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Resumes all runs that <see cref="FindInterruptedAsync"/> finds and this process has the tasks for.</summary>
    /// <returns>Those that go on here now. What another process took meanwhile, or can't be resumed, isn't among them; the log says why.</returns>
    public async Task<IReadOnlyList<RunHandle>> ResumeInterruptedAsync(CancellationToken cancellationToken = default)
    {
        var resumed = new List<RunHandle>();
        await _host.Store.MarkInterruptedAsync(cancellationToken).ConfigureAwait(false);
        string? after = null;
        do
        {
            var page = await Records.FindRunsAsync(Interrupted(after), cancellationToken).ConfigureAwait(false);
            foreach (var run in page.Items)
            {
                try
                {
                    resumed.Add(await ResumeAsync(run.RunId, cancellationToken).ConfigureAwait(false));
                }
                catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException or StoreUnavailableException))
                {
                    CallerLog.NotResumed(_host.Log, run.RunId, exception.Message);
                }
            }

            after = page.Next;
        }
        while (after is not null);

        return resumed;
    }
}
