namespace Undercurrent.Records;

/// <content>What is read of it, and its ownership.</content>
internal sealed partial class InMemoryRun
{
    public IReadOnlyList<RunWarning> Warnings
    {
        get
        {
            lock (_gate)
            {
                return [.. _warnings];
            }
        }
    }

    /// <summary>Null when only actions of the run are recorded here, not its launch.</summary>
    public RunRecord? ToRecord()
    {
        lock (_gate)
        {
            var run = _launch?.ToRecord(_end);
            return run is null ? null : run with
            {
                State = _end is null && _ownership!.IsInterrupted ? RunState.Interrupted : run.State,
                Owner = _ownership!.Owner,
                TakenOver = _ownership.TakenOver,
                RecordedActions = _ownership.RecordedActions,
                Warnings = [.. _warnings],
            };
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
            return Paging.Actions(ChildrenOf(parentId).Select(action => action.ToRecord()), page);
        }
    }

    public IReadOnlyList<ActionRecord> GetSlowestChildren(ActionId? parentId, int count)
    {
        lock (_gate)
        {
            return Overviews.Slowest(ChildrenOf(parentId).Select(action => action.ToRecord()), count);
        }
    }

    public IReadOnlyList<ContextUse> GetContexts(int max)
    {
        lock (_gate)
        {
            return Overviews.Contexts(_actions.Values.Select(action => action.Context), max);
        }
    }

    public IReadOnlyList<ActionRecord> GetActions()
    {
        lock (_gate)
        {
            return [.. _actions.Values.Select(action => action.ToRecord())];
        }
    }

    /// <summary>The children's states and contexts; of the root when <paramref name="parentId"/> is null.</summary>
    public bool HasProgress(ActionId parentId, DateTimeOffset since)
    {
        lock (_gate)
        {
            return ChildrenOf(parentId).Any(child => child.HasProgressSince(since));
        }
    }

    public IReadOnlyList<RecordedAction> GetRecordedChildren(ActionId? parentId)
    {
        lock (_gate)
        {
            return [.. ChildrenOf(parentId).Select(action => action.ToRecorded())];
        }
    }

    public RecordedAction? GetRecorded(ActionId actionId)
    {
        lock (_gate)
        {
            return _actions.GetValueOrDefault(actionId)?.ToRecorded();
        }
    }

    public bool HasActionWith(Func<CustomContext, bool> fits)
    {
        lock (_gate)
        {
            return _actions.Values.Any(action => fits(action.Context));
        }
    }

    /// <summary>Null when the run has ended, or when its launch is not recorded here.</summary>
    public UnfinishedRun? ToUnfinished()
    {
        lock (_gate)
        {
            return _launch is null || _end is not null ? null : new UnfinishedRun(_launch.RunId, _launch.Task, _ownership!.Owner, _ownership.Epoch);
        }
    }

    public string? Scope
    {
        get
        {
            lock (_gate)
            {
                return _scope;
            }
        }
    }

    public bool IsToBeCancelledBy(string owner)
    {
        lock (_gate)
        {
            return _cancelRequested && _end is null && _ownership?.Owner == owner;
        }
    }

    public RunClaim? TryClaim(long epoch, string owner, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_launch is null || _end is not null || _ownership!.Epoch != epoch)
            {
                return null;
            }

            var lostInARow = _ownership.Claim(owner, _actions.Values.Count(action => action.HasOutcome), _actions.Values.Any(action => action.IsWaiting));
            AddEvent(at, RunEventKind.TakenOver, null, _launch.Task, 0, null, owner);
            return new RunClaim(_launch, _ownership.Epoch, _cancelRequested, lostInARow, _ownership.RecordedActions);
        }
    }

    public void Release(long epoch, bool interrupted)
    {
        lock (_gate)
        {
            if (_ownership?.Epoch == epoch && _end is null)
            {
                _ownership.Release(interrupted);
                if (interrupted)
                {
                    EndWaits();
                }
            }
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
            while (count < Math.Min(max, _events.Count - start) && (count == 0 || characters < Paging.MaxEventText))
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
            if (_events.Count > after || _end is not null)
            {
                return Task.CompletedTask;
            }

            _nextEvent ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _nextEvent.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Completes when the run has ended or is interrupted; at once when its launch is not recorded here.</summary>
    public Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_launch is null || _end is not null || _ownership!.IsInterrupted)
            {
                return Task.CompletedTask;
            }

            _noLongerRunning ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _noLongerRunning.Task.WaitAsync(cancellationToken);
        }
    }
}
