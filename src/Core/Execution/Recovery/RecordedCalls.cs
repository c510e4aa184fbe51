using System.Collections.Concurrent;
using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// What an action called before a crash, as far as it is recorded; and at its end, whether it asked for the same again.
/// Thread-safe.
/// </summary>
/// <param name="host">Where the action runs.</param>
/// <param name="parent">The action.</param>
/// <param name="headStart">How many are read before the body begins; another for tests.</param>
internal sealed class RecordedCalls(TaskHost host, ActionCall parent, int headStart = RecordedCalls.HeadStart)
{
    private const int AtOnce = 100_000;
    private const int Named = 5;

    // To read one takes about as long as to call it. Who calls in the same order as before doesn't catch up with the reading then,
    // and needn't wait for its end.
    private const int HeadStart = 2_048;

    private readonly string _ancestors = AncestorAttempts.Below(parent);
    private readonly ConcurrentDictionary<ActionId, string> _new = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<ActionId, Known> _known = [];
    private readonly TaskCompletionSource _ahead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    /// <summary>Whether a call failed because what is recorded could not be read: what the body made of that is nothing of its own.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>
    /// Before the body begins. When much is recorded, the rest is read while the body runs already: calls that were read are
    /// answered, and any other waits until all were, since it must not run when it is recorded.
    /// </summary>
    public async Task BeginAsync()
    {
        await host.Cancels.ReadAsync(host, parent).ConfigureAwait(true);
        _reading = ReadAsync();
        await (await Task.WhenAny(_ahead.Task, _reading).ConfigureAwait(true)).ConfigureAwait(true);
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
    public async ValueTask WarnAsync()
    {
        await _reading.ConfigureAwait(true);

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

    // Who waits for it goes on by himself, not one behind the other where the reading ended: one may wait for another.
    private Task ReadAsync()
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = FillAsync();
        return read.Task;

        async Task FillAsync()
        {
            try
            {
                await host.ReadAsync(store => store.ReadRecordedChildrenAsync(parent.RunId, parent.ActionId, AtOnce, Keep)).ConfigureAwait(false);
                read.SetResult();
            }
            catch (Exception exception)
            {
                read.SetException(exception);

                // Observed, in case that nobody asks any more.
                _ = read.Task.Exception;
            }
        }
    }

    // Once more when the store had to begin anew; those that it found before hold.
    private void Keep(RecordedAction action)
    {
        lock (_gate)
        {
            _known.TryAdd(action.ActionId, new Known(action));
            if (_known.Count == headStart)
            {
                _ahead.TrySetResult();
            }
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
        try
        {
            await _reading.ConfigureAwait(true);
        }
        catch
        {
            HasMissed = true;
            throw;
        }

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
