using System.Runtime.CompilerServices;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent;

/// <content>How its handles reach their runs.</content>
public sealed partial class LocalRunner
{
    /// <summary>A handle's way to a run of this runner. Who launched it keeps its outcome, however soon the record drops it.</summary>
    private sealed class Channel(LocalRunner runner, RunId runId, RunOwner? launched) : IRunChannel
    {
        public RunId RunId => runId;

        public async Task<Outcome> WaitForOutcomeAsync(CancellationToken cancellationToken)
        {
            if ((launched ?? runner._running.GetValueOrDefault(runId)) is { } owner && await owner.Started.WaitAsync(cancellationToken).ConfigureAwait(false)
                && await owner.Outcome.WaitAsync(cancellationToken).ConfigureAwait(false) is { Kind: not OutcomeKind.Superseded } outcome)
            {
                return outcome;
            }

            // It ended before, or another process has it.
            await runner._host.Store.WaitForEndAsync(runId, cancellationToken).ConfigureAwait(false);
            return Outcome.Of(await GetRecordAsync(cancellationToken).ConfigureAwait(false)) ?? throw new RunInterruptedException(runId);
        }

        public async Task<RunRecord> GetRecordAsync(CancellationToken cancellationToken) =>
            await runner.Records.GetRunAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw new RunNotRecordedException(
                runId, "The record keeps the latest ended runs: in memory as many as LocalRunnerOptions.Record.MaxEndedRuns says, in a durable store by its retention.");

        public async Task CancelAsync(CancellationToken cancellationToken)
        {
            if (runner._running.TryGetValue(runId, out var owner))
            {
                await owner.RequestCancelAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (runner._host.Store.IsShared)
            {
                await CancelForeignAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        public async Task CancelActionAsync(ActionId actionId, CancellationToken cancellationToken)
        {
            var host = runner._host;
            if (!runner._running.ContainsKey(runId) && !(host.Store.IsShared && await IsNobodysAsync(cancellationToken).ConfigureAwait(false)))
            {
                return;
            }

            // First into the record: if this process is lost at this moment, who goes on with the run finds it there.
            var request = new ActionCancelRequested(runId, actionId, host.Time.GetUtcNow());
            await host.Store.AppendAsync(request).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (runner._running.ContainsKey(runId))
            {
                host.Cancels.Request(runId, actionId, host.Options.CancellationGrace, host.Log);
            }
        }

        // Whether it has not ended, and no living process runs it.
        private async Task<bool> IsNobodysAsync(CancellationToken cancellationToken)
        {
            var record = await GetRecordAsync(cancellationToken).ConfigureAwait(false);
            return record is { State: RunState.Running, Owner: { } owner } && runner._host.Store.IsHeld(owner)
                ? throw new InvalidOperationException($"The run '{runId}' is being run by {owner}, and can only be cancelled there.")
                : record.State is RunState.Running or RunState.Interrupted;
        }

        // One that nobody has is taken over to be ended.
        private async Task CancelForeignAsync(CancellationToken cancellationToken)
        {
            if (await IsNobodysAsync(cancellationToken).ConfigureAwait(false))
            {
                await runner._host.Store.AppendAsync(new RunCancelRequested(runId, runner._host.Time.GetUtcNow())).ConfigureAwait(false);
                await runner.ResumeAsync(runId, cancellationToken).ConfigureAwait(false);
            }
        }

        public async IAsyncEnumerable<RunEvent> FollowAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var store = runner._host.Store;
            var isEnded = after > 0 && await HasEndedAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                if (!isEnded)
                {
                    await store.WaitForEventAsync(runId, after, cancellationToken).ConfigureAwait(false);
                }

                var events = await store.ReadEventsAsync(runId, after, EventsAtATime, cancellationToken).ConfigureAwait(false);
                foreach (var happened in events)
                {
                    yield return happened;
                    after = happened.Sequence;
                    if (happened.Kind == RunEventKind.RunEnded)
                    {
                        yield break;
                    }
                }

                if (events.Count == 0)
                {
                    // Behind an end there is nothing to wait for. Once it is known to have ended, one more look.
                    if (isEnded)
                    {
                        yield break;
                    }

                    isEnded = await HasEndedAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }

        private async Task<bool> HasEndedAsync(CancellationToken cancellationToken) =>
            await runner.Records.GetRunAsync(runId, cancellationToken).ConfigureAwait(false) is { EndedAt: not null };
    }
}
