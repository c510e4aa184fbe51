using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>A run in the record in memory, or on a cluster that part of it which this silo executed.</summary>
internal sealed class InMemoryRun
{
    // About as much as one answer to a follower on a cluster should carry.
    private const int MaxEventText = 2 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<ActionId, InMemoryAction> _actions = [];
    private readonly Dictionary<ActionId, List<InMemoryAction>> _children = [];
    private readonly List<RunEvent> _events = [];
    private InMemoryAction? _root;
    private int _openActions;
    private RunLaunch? _launch;
    private RunEnded? _end;
    private TaskCompletionSource? _nextEvent;

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

    /// <summary>False when the run was launched before.</summary>
    public bool TryApply(RunLaunched launched)
    {
        lock (_gate)
        {
            if (_launch is not null)
            {
                return false;
            }

            _launch = launched.Launch;
            AddEvent(launched.At, RunEventKind.RunLaunched, null, launched.Launch.Task, 0, null, null);
            return true;
        }
    }

    /// <summary>Returns how many actions it added.</summary>
    public int Apply(AttemptStarted started)
    {
        lock (_gate)
        {
            var before = _actions.Count;
            var action = ActionFor(started.Call);
            var wasRunning = action.IsRunning;
            action.Start(started);
            _openActions += !wasRunning && action.IsRunning ? 1 : 0;
            AddEvent(started.At, RunEventKind.AttemptStarted, started.Call.ActionId, started.Call.Task, started.Call.Attempt, ActionState.Running, null);
            return _actions.Count - before;
        }
    }

    /// <inheritdoc cref="Apply(AttemptStarted)"/>
    public int Apply(AttemptEnded ended)
    {
        lock (_gate)
        {
            var before = _actions.Count;
            var action = ActionFor(ended.Call);

            // What ends here needn't have started here: a lost attempt, or an action cancelled while it waits to be tried again.
            var wasRunning = action.IsRunning;
            var state = action.End(ended);
            _openActions -= wasRunning && !action.IsRunning ? 1 : 0;
            AddEvent(
                ended.At, RunEventKind.AttemptEnded, ended.Call.ActionId, ended.Call.Task, ended.Call.Attempt, state, ended.Outcome.Failure?.Headline);
            return _actions.Count - before;
        }
    }

    public void Apply(ActionReported reported)
    {
        lock (_gate)
        {
            AddEvent(reported.At, RunEventKind.Reported, reported.Call.ActionId, reported.Call.Task, reported.Call.Attempt, null, reported.Line);
        }
    }

    public void Apply(RunEnded ended)
    {
        lock (_gate)
        {
            if (_end is not null)
            {
                return;
            }

            _end = ended;
            foreach (var action in _actions.Values)
            {
                action.AbandonIfRunning(ended.At);
            }

            AddEvent(ended.At, RunEventKind.RunEnded, null, ended.Task, 0, null, ended.Outcome.Failure?.Headline);
        }
    }

    /// <summary>Null when only actions of the run are recorded here, not its launch.</summary>
    public RunRecord? ToRecord()
    {
        lock (_gate)
        {
            return _launch?.ToRecord(_end);
        }
    }

    public ActionRecord? GetAction(ActionId actionId)
    {
        lock (_gate)
        {
            return _actions.GetValueOrDefault(actionId)?.ToRecord();
        }
    }

    public Page<ActionRecord> GetChildren(ActionId? parentId, PageRequest page)
    {
        lock (_gate)
        {
            List<InMemoryAction> siblings = parentId is { } parent
                ? _children.GetValueOrDefault(parent) ?? []
                : _root is null ? [] : [_root];
            return Paging.Actions(siblings.Select(action => action.ToRecord()), page);
        }
    }

    public IReadOnlyList<RunEvent> ReadEvents(long after, int max)
    {
        lock (_gate)
        {
            // Sequence numbers begin at 1 and have no gaps, so they are positions.
            var start = (int)Math.Clamp(after, 0, _events.Count);
            var count = 0;
            var characters = 0;
            while (count < Math.Min(max, _events.Count - start) && (count == 0 || characters < MaxEventText))
            {
                characters += _events[start + count++].Message?.Length ?? 0;
            }

            return _events.GetRange(start, count);
        }
    }

    public Task WaitForEventAsync(long after, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_events.Count > after)
            {
                return Task.CompletedTask;
            }

            _nextEvent ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _nextEvent.Task.WaitAsync(cancellationToken);
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

    private void AddEvent(
        DateTimeOffset at, RunEventKind kind, ActionId? actionId, string task, int attempt, ActionState? state, string? message)
    {
        if (_end is not null && kind != RunEventKind.RunEnded)
        {
            // A body that was abandoned: for whoever follows, the run has ended.
            return;
        }

        _events.Add(new RunEvent(_events.Count + 1, at, kind, actionId, task, attempt, state, message));
        _nextEvent?.SetResult();
        _nextEvent = null;
    }
}
