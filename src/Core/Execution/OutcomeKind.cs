namespace Undercurrent.Execution;

/// <summary>How something ended. The numbers travel: don't change them.</summary>
internal enum OutcomeKind
{
    Succeeded = 0,
    Failed = 1,
    Cancelled = 2,
    Lost = 3,
}
