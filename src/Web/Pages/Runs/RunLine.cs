using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>A row of the table of runs.</summary>
/// <param name="Run">The run.</param>
/// <param name="Children">The states of what its root called.</param>
public sealed record RunLine(RunRecord Run, IReadOnlyDictionary<ActionState, long> Children);
