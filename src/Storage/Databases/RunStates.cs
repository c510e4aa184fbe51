using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Storage.Databases;

/// <summary>States of runs and their outcomes.</summary>
internal static class RunStates
{
    public static RunState After(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Succeeded => RunState.Succeeded,
        OutcomeKind.Cancelled => RunState.Cancelled,
        _ => RunState.Failed,
    };
}
