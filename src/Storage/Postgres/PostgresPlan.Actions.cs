using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <content>Actions and their attempts.</content>
internal sealed partial class PostgresPlan
{
    private Appended Start(KnownRun run, AttemptStarted started)
    {
        var call = started.Call;
        var action = Find(run, call);
        if (action?.Action.Takes(started) == false)
        {
            return Appended.Refused;
        }

        var place = Next(run);
        action = Begin(run, call, action);
        action.Action.Apply(started);
        (action.Place, action.Events) = (place, 0);
        Event(run, place, started.At, RunEventKind.AttemptStarted, call.ActionId, call.Task, call.Attempt, (long)ActionState.Running, null);
        return Appended.Taken;
    }

    private Appended End(KnownRun run, AttemptEnded ended, AttemptStarted? start)
    {
        var call = ended.Call;
        var action = Find(run, call);
        if (action?.Action.Takes(ended) == false)
        {
            return Appended.Refused;
        }

        if (action is null)
        {
            // As nearly always: nothing is recorded of the action, and the row stands for both events.
            action = Begin(run, call, null);
            if (start is not null)
            {
                Next(run);
                action.Action.Apply(start);
            }

            action.Action.Apply(ended);
            (action.Place, action.Events) = (Next(run), start is null ? 1 : 2);
            return Appended.Taken;
        }

        if (start is not null && action.Action.Takes(start))
        {
            // A later attempt's start that was held back: as if it had come on its own.
            Start(run, start);
        }

        var place = Next(run);
        action = Begin(run, call, action);
        action.Action.Apply(ended);
        (action.Place, action.Events) = (place, 0);
        var state = InMemoryAction.AttemptStateOf(ended.Outcome.Kind);
        Event(run, place, ended.At, RunEventKind.AttemptEnded, call.ActionId, call.Task, call.Attempt, (long)state, ended.Outcome.Failure?.Headline);
        return Appended.Taken;
    }

    private PlannedAction? Find(KnownRun run, ActionCall call)
    {
        var key = ActionOfRun.Of(call);
        if (_planned.TryGetValue(key, out var planned))
        {
            return planned;
        }

        if (_read.Find(key) is { } read)
        {
            planned = PlannedAction.Read(run, call, read);
        }
        else if (_open.TryGetValue(key, out var open))
        {
            // Its events are rows of their own by now.
            planned = PlannedAction.Read(run, call, open);
            planned.Events = 0;
        }
        else
        {
            return null;
        }

        _planned.Add(key, planned);
        return planned;
    }

    /// <summary>Makes the row when there is none; otherwise keeps what it will no longer say: events, and an earlier attempt.</summary>
    private PlannedAction Begin(KnownRun run, ActionCall call, PlannedAction? planned)
    {
        if (planned is null)
        {
            planned = PlannedAction.New(run, call);
            _planned.Add(ActionOfRun.Of(call), planned);
            _rows.KeepApart(run, ActionKey.Of(call.ActionId), Payloads.Inputs, call.Inputs);
            return planned;
        }

        KeepEvents(run, call, planned);
        if (planned.Action.IsSupersededBy(call))
        {
            _rows.Attempt(run, call.ActionId, planned.Action);
            planned.Action.Earlier++;
        }

        return planned;
    }

    private void KeepEvents(KnownRun run, ActionCall call, PlannedAction planned)
    {
        var action = planned.Action;
        if (planned.Events > 1)
        {
            Keep(1, action.StartedAt!.Value, RunEventKind.AttemptStarted, ActionState.Running, null);
        }

        if (planned.Events > 0)
        {
            var message = StoredText.ToFailure(action.LastAttemptFailure)?.Headline;
            Keep(0, action.LastAttemptEndedAt!.Value, RunEventKind.AttemptEnded, action.AttemptState, message);
        }

        planned.Events = 0;

        void Keep(int before, long at, RunEventKind kind, ActionState state, string? message) => _rows.Event(
            run, planned.Place - before, planned.Place == 0 ? action.No - before : null, at, kind, call.ActionId, call.Task, action.Attempt, (long)state, message, null);
    }

    private void Write(PlannedAction planned)
    {
        if (planned.Place == 0)
        {
            // Only looked at.
            return;
        }

        _rows.Action(planned);
        if (planned.Action.Output is { } output)
        {
            _rows.KeepApart(planned.Run, ActionKey.Of(planned.Call.ActionId), Payloads.Output, output);
        }
    }
}
