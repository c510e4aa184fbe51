using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <summary>An action's row as a transaction will leave it.</summary>
internal sealed class PlannedAction
{
    private PlannedAction(KnownRun run, ActionCall call, StoredAction action, bool isNew) =>
        (Run, Call, Action, IsNew) = (run, call, action, isNew);

    public KnownRun Run { get; }

    public ActionCall Call { get; }

    public StoredAction Action { get; }

    /// <summary>Whether there was no row.</summary>
    public bool IsNew { get; }

    /// <summary>What the row must still say when the transaction changes it.</summary>
    public required (int Attempt, ActionState State, ActionState AttemptState, int Earlier, string Ancestors) Before { get; init; }

    /// <summary>The place of its last event among those that the transaction adds; 0 while it is as it was read.</summary>
    public int Place { get; set; }

    /// <summary>How many events the row stands for.</summary>
    public required int Events { get; set; }

    public static PlannedAction New(KnownRun run, ActionCall call) =>
        new(run, call, StoredAction.New(call, 0), isNew: true) { Before = default, Events = 0 };

    public static PlannedAction Read(KnownRun run, ActionCall call, StoredAction action) => new(run, call, action, isNew: false)
    {
        Before = (action.Attempt, action.State, action.AttemptState, action.Earlier, action.Ancestors),
        Events = action.Events,
    };
}
