using Microsoft.Extensions.Logging;
using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>A run in the record in memory, or on a cluster that part of it which this silo executed.</summary>
internal sealed partial class InMemoryRun
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ActionId, InMemoryAction> _actions = [];
    private readonly Dictionary<ActionId, List<InMemoryAction>> _children = [];
    private readonly List<RunEvent> _events = [];
    private InMemoryAction? _root;
    private int _openActions;
    private RunLaunch? _launch;
    private RunEnded? _end;
    private InMemoryOwnership? _ownership;
    private readonly List<RunWarning> _warnings = [];
    private readonly HashSet<ActionId> _cancelledActions = [];
    private bool _cancelRequested;
    private string? _scope;
    private TaskCompletionSource? _nextEvent;
    private TaskCompletionSource? _noLongerRunning;

    public int ActionCount
    {
        get
        {
            lock (_gate)
            {
                return _actions.Count;
            }
        }
    }

    /// <summary>Whether an attempt recorded here has not ended.</summary>
    public bool HasOpenActions
    {
        get
        {
            lock (_gate)
            {
                return _end is null && _openActions > 0;
            }
        }
    }

    /// <summary>The same launch once more is taken from the same owner, and refused when the run has another by now.</summary>
    /// <exception cref="RunExistsException">It is another launch.</exception>
    public Appended Apply(RunLaunched launched)
    {
        lock (_gate)
        {
            if (_launch is not null)
            {
                return _launch.Token != launched.Launch.Token ? throw new RunExistsException(launched.RunId)
                    : _ownership!.Owner == launched.Owner && _ownership.Epoch == RunLaunch.FirstEpoch ? Appended.Taken : Appended.Refused;
            }

            _launch = launched.Launch;
            _ownership = new InMemoryOwnership(launched.Owner);
            _scope = launched.Scope;
            AddEvent(launched.At, RunEventKind.RunLaunched, null, launched.Launch.Task, 0, null, null);
            return Appended.Taken;
        }
    }

    /// <summary>Returns whether it was taken, and how many actions it added.</summary>
    public (Appended Answer, int Added) Apply(AttemptStarted started)
    {
        lock (_gate)
        {
            CheckEpoch(started);
            if (_end is not null)
            {
                return (Appended.Refused, 0);
            }

            var before = _actions.Count;
            var action = ActionFor(started.Call);
            var wasRunning = action.IsRunning;
            var answer = action.Start(started);
            _openActions += !wasRunning && action.IsRunning ? 1 : 0;
            if (answer == Appended.Taken)
            {
                AddEvent(started.At, RunEventKind.AttemptStarted, started.Call.ActionId, started.Call.Task, started.Call.Attempt, ActionState.Running, null);
            }

            return (answer, _actions.Count - before);
        }
    }

    /// <inheritdoc cref="Apply(AttemptStarted)"/>
    public (Appended Answer, int Added) Apply(AttemptEnded ended)
    {
        lock (_gate)
        {
            CheckEpoch(ended);
            if (_end is not null)
            {
                return (Appended.Refused, 0);
            }

            var before = _actions.Count;
            var action = ActionFor(ended.Call);

            // What ends here needn't have started here: a lost attempt, or an action cancelled while it waits to be tried again.
            var wasRunning = action.IsRunning;
            var answer = action.End(ended);
            _openActions -= wasRunning && !action.IsRunning ? 1 : 0;
            if (answer == Appended.Taken)
            {
                var state = InMemoryAction.AttemptStateOf(ended.Outcome.Kind);
                AddEvent(
                    ended.At, RunEventKind.AttemptEnded, ended.Call.ActionId, ended.Call.Task, ended.Call.Attempt, state, ended.Outcome.Failure?.Headline);
            }

            return (answer, _actions.Count - before);
        }
    }

    public void Apply(ActionReported reported)
    {
        lock (_gate)
        {
            CheckEpoch(reported);
            AddEvent(reported.At, RunEventKind.Reported, reported.Call.ActionId, reported.Call.Task, reported.Call.Attempt, null, reported.Line);
        }
    }

    public void Apply(ActionLogged logged)
    {
        lock (_gate)
        {
            CheckEpoch(logged);
            AddEvent(logged.At, RunEventKind.Logged, logged.Call.ActionId, logged.Call.Task, logged.Call.Attempt, null, logged.Line, logged.Level);
        }
    }

    public void Apply(RunWarned warned)
    {
        lock (_gate)
        {
            CheckEpoch(warned);
            if (_end is not null)
            {
                return;
            }

            _warnings.Add(new RunWarning(warned.Kind, warned.Call.ActionId, warned.Call.Task, warned.Message, warned.At));
            AddEvent(warned.At, RunEventKind.Warned, warned.Call.ActionId, warned.Call.Task, warned.Call.Attempt, null, warned.Message);
        }
    }

    public void RequestCancel(ActionId action)
    {
        lock (_gate)
        {
            if (_end is null)
            {
                _cancelledActions.Add(action);
            }
        }
    }

    public IReadOnlyList<ActionId> ReadActionCancels()
    {
        lock (_gate)
        {
            return [.. _cancelledActions];
        }
    }

    public void RequestCancel()
    {
        lock (_gate)
        {
            _cancelRequested = true;
        }
    }

    public Appended Apply(RunEnded ended)
    {
        lock (_gate)
        {
            CheckEpoch(ended);
            if (_end is not null)
            {
                return Appended.Refused;
            }

            _end = ended;
            foreach (var action in _actions.Values)
            {
                action.AbandonIfRunning(ended.At);
            }

            AddEvent(ended.At, RunEventKind.RunEnded, null, ended.Task, 0, null, ended.Outcome.Failure?.Headline);
            EndWaits();
            return Appended.Taken;
        }
    }

    private List<InMemoryAction> ChildrenOf(ActionId? parentId) => parentId is { } parent
        ? _children.GetValueOrDefault(parent) ?? []
        : _root is null ? [] : [_root];

    // Where another silo has the launch, it also has the ownership, and nobody takes it over.
    private void CheckEpoch(JournalEntry entry)
    {
        if (_ownership is { } ownership && entry.Epoch != 0 && entry.Epoch != ownership.Epoch)
        {
            throw new RunTakenOverException(entry.RunId, entry.Epoch);
        }
    }

    private InMemoryAction ActionFor(ActionCall call)
    {
        if (_actions.TryGetValue(call.ActionId, out var action))
        {
            return action;
        }

        action = new InMemoryAction(call);
        _actions.Add(call.ActionId, action);
        if (call.ParentId is not { } parent)
        {
            _root = action;
        }
        else if (_children.TryGetValue(parent, out var siblings))
        {
            siblings.Add(action);
        }
        else
        {
            _children.Add(parent, [action]);
        }

        return action;
    }

    private void EndWaits()
    {
        _noLongerRunning?.SetResult();
        _noLongerRunning = null;
    }

    private void AddEvent(
        DateTimeOffset at, RunEventKind kind, ActionId? actionId, string task, int attempt, ActionState? state, string? message, LogLevel? level = null)
    {
        if (_end is not null && kind != RunEventKind.RunEnded)
        {
            // A body that was abandoned: for whoever follows, the run has ended.
            return;
        }

        _events.Add(new RunEvent(_events.Count + 1, at, kind, actionId, task, attempt, state, message) { Level = level });
        _nextEvent?.SetResult();
        _nextEvent = null;
    }
}
