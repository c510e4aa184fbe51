using Undercurrent.Execution;

namespace Undercurrent.Storage.Postgres;

/// <summary>Which action of which run.</summary>
internal readonly record struct ActionOfRun(RunId RunId, ActionId ActionId)
{
    public static ActionOfRun Of(ActionCall call) => new(call.RunId, call.ActionId);
}
