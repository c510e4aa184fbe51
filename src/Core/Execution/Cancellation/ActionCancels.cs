using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Undercurrent.Execution;

/// <summary>
/// The actions that somebody wants cancelled, as far as this process knows, and what of them it can reach: bodies that run
/// and callers that wait to try again. What isn't there yet asks when it comes. Thread-safe.
/// </summary>
internal sealed class ActionCancels
{
    // On a silo that doesn't own the run nobody says when it has ended: then the oldest are forgotten.
    private const int MaxRequested = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<(RunId Run, ActionId Action)> _requested = [];
    private readonly Queue<(RunId Run, ActionId Action)> _order = new();
    private readonly List<(RunId Run, ActionId Action, CancellationTokenSource Source)> _waiting = [];
    private readonly ConcurrentDictionary<RunId, long> _read = new();
    private volatile bool _any;

    public OpenActions Open { get; } = new();

    /// <summary>Whether the action of this call is to be cancelled. Nearly free while no action is.</summary>
    public bool IsRequested(ActionCall call)
    {
        if (!_any)
        {
            return false;
        }

        lock (_gate)
        {
            return _requested.Contains((call.RunId, call.ActionId));
        }
    }

    /// <summary>Cancels an action here, now and whenever it is called.</summary>
    /// <param name="runId">Its run.</param>
    /// <param name="actionId">The action.</param>
    /// <param name="grace">How long its body may go on to heed its token.</param>
    /// <param name="log">Gets what callbacks throw.</param>
    public void Request(RunId runId, ActionId actionId, TimeSpan grace, ILogger log)
    {
        CancellationTokenSource[] waiting;
        lock (_gate)
        {
            Remember((runId, actionId));
            waiting = [.. _waiting.Where(one => one.Run == runId && one.Action == actionId).Select(one => one.Source)];
        }

        foreach (var source in waiting)
        {
            _ = source.CancelSafelyAsync(log);
        }

        foreach (var action in Open.Find(runId, actionId))
        {
            _ = Abandonment.InterruptAsync(action, new CancelRequest(grace));
        }
    }

    /// <summary>An attempt's body begins; it is interrupted at once when somebody wants that.</summary>
    public void Begin(OpenAction action)
    {
        // In this order: whoever asks at this moment sees it among the open ones, or is seen.
        Open.Add(action);
        if (IsRequested(action.Call))
        {
            _ = Abandonment.InterruptAsync(action, new CancelRequest(action.Host.Options.CancellationGrace));
        }
    }

    /// <summary>A caller waits for its next attempt; until that is disposed, a request cancels <paramref name="source"/>.</summary>
    public IDisposable Watch(ActionCall call, CancellationTokenSource source, ILogger log)
    {
        var entry = (call.RunId, call.ActionId, source);
        bool isRequested;
        lock (_gate)
        {
            _waiting.Add(entry);
            isRequested = _requested.Contains((call.RunId, call.ActionId));
        }

        if (isRequested)
        {
            _ = source.CancelSafelyAsync(log);
        }

        return new Watching(this, entry);
    }

    /// <summary>Reads what was asked for before a crash, once for each owner of the run.</summary>
    public async ValueTask ReadAsync(TaskHost host, ActionCall call)
    {
        if (_read.TryGetValue(call.RunId, out var epoch) && epoch >= call.Epoch)
        {
            return;
        }

        var requested = await host.ReadAsync(store => store.ReadActionCancelsAsync(call.RunId)).ConfigureAwait(true);
        foreach (var action in requested)
        {
            Request(call.RunId, action, host.Options.CancellationGrace, host.Log);
        }

        if (_read.Count >= MaxRequested)
        {
            _read.Clear();
        }

        _read[call.RunId] = call.Epoch;
    }

    /// <summary>The run has ended.</summary>
    public void Forget(RunId runId)
    {
        _read.TryRemove(runId, out _);
        if (!_any)
        {
            return;
        }

        lock (_gate)
        {
            _requested.RemoveWhere(one => one.Run == runId);
            _any = _requested.Count > 0;
        }
    }

    private void Remember((RunId, ActionId) action)
    {
        if (!_requested.Add(action))
        {
            return;
        }

        _order.Enqueue(action);
        while (_order.Count > MaxRequested)
        {
            _requested.Remove(_order.Dequeue());
        }

        _any = true;
    }

    private sealed class Watching(ActionCancels owner, (RunId, ActionId, CancellationTokenSource) entry) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._waiting.Remove(entry);
            }
        }
    }
}
