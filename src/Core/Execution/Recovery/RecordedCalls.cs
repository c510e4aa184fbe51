using System.Collections.Concurrent;
using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// What an action called before a crash, as far as it is recorded; and at its end, whether it asked for the same again.
/// Thread-safe.
/// </summary>
internal sealed class RecordedCalls(TaskHost host, ActionCall parent)
{
    private const int AtOnce = 100_000;
    private const int Named = 5;

    private readonly string _ancestors = AncestorAttempts.Below(parent);
    private readonly ConcurrentDictionary<ActionId, string> _new = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<ActionId, Known> _known = [];
    private Task _reading = Task.CompletedTask;

    /// <summary>
    /// Before the body begins. What is recorded is read while the body runs already: calls that were read are answered, and any
    /// other waits until all were, since it must not run when it is recorded.
    /// </summary>
    public async Task BeginAsync()
    {
        await host.Cancels.ReadAsync(host, parent).ConfigureAwait(true);
        _reading = host.ReadAsync(store => store.ReadRecordedChildrenAsync(parent.RunId, parent.ActionId, AtOnce, Keep));
        _ = _reading.ContinueWith(
            static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>What is recorded of a call that the body makes; null when nothing is.</summary>
    public ValueTask<RecordedAction?> FindAsync(ActionCall call)
    {
        // Asked before the look: what is not there behind it, isn't recorded.
        var isRead = _reading.IsCompletedSuccessfully;
        if (Ask(call.ActionId) is { } known)
        {
            return new(known);
        }

        if (!isRead)
        {
            return FindLateAsync(call);
        }

        // All are there, and no more are added.
        if (_known.Count >= AtOnce)
        {
            return FindAloneAsync(call);
        }

        _new.TryAdd(call.ActionId, call.Task);
        return new((RecordedAction?)null);
    }

    /// <summary>Warns when the body has ended and did not ask for what it had asked for before. Never silent, and never wrong the other way:
    /// new calls alone are nothing to warn of, since the crash may have come before them.</summary>
    /// <param name="hasFailed">Whether the body failed; that stands, though what it had called before could not be read.</param>
    /// <exception cref="Exception">What it had called before could not be read, and the body did not fail by itself.</exception>
    public async ValueTask WarnAsync(bool hasFailed)
    {
        try
        {
            await _reading.ConfigureAwait(true);
        }
        catch (Exception) when (hasFailed)
        {
            return;
        }

        // Nothing is added any more.
        var forgotten = _known.Values.Where(known => !known.IsAsked && known.Action.AncestorAttempts == _ancestors).Select(known => known.Action).ToArray();
        if (forgotten.Length == 0)
        {
            return;
        }

        var message = $"'{parent.Task}' (action {parent.ActionId}) was run again after a crash and did not ask for "
            + $"{Name([.. forgotten.Select(action => $"{action.Task} ({action.ActionId})")])}, which it had called before"
            + (_new.IsEmpty ? "" : $"; instead it called {Name([.. _new.Select(call => $"{call.Value} ({call.Key})")])}")
            + ". A body that calls tasks must do the same each time that it has the same inputs, context and results of its calls: "
            + "take times, random values and what comes from outside from TaskContext.Current (UtcNowAsync, Random, StepAsync), or from a task of its own.";
        await host.Store.AppendAsync(new RunWarned(parent, RunWarningKind.NotDeterministic, message, host.Time.GetUtcNow())).ConfigureAwait(true);
    }

    // Once more when the store had to begin anew; those that it found before hold.
    private void Keep(RecordedAction action)
    {
        lock (_gate)
        {
            _known.TryAdd(action.ActionId, new Known(action));
        }
    }

    private RecordedAction? Ask(ActionId id)
    {
        lock (_gate)
        {
            return _known.TryGetValue(id, out var known) ? known.Ask() : null;
        }
    }

    private async ValueTask<RecordedAction?> FindLateAsync(ActionCall call)
    {
        await _reading.ConfigureAwait(true);
        return await FindAsync(call).ConfigureAwait(true);
    }

    private async ValueTask<RecordedAction?> FindAloneAsync(ActionCall call)
    {
        var recorded = await host.ReadAsync(store => store.FindRecordedAsync(call.RunId, call.ActionId)).ConfigureAwait(true);
        if (recorded is null)
        {
            _new.TryAdd(call.ActionId, call.Task);
        }

        return recorded;
    }

    private static string Name(string[] actions) => actions.Length <= Named
        ? string.Join(", ", actions)
        : $"{string.Join(", ", actions.Take(Named))} and {actions.Length - Named} more";

    private sealed class Known(RecordedAction action)
    {
        public RecordedAction Action => action;

        public bool IsAsked { get; private set; }

        public RecordedAction Ask()
        {
            IsAsked = true;
            return Action;
        }
    }
}
