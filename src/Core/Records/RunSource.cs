namespace Undercurrent.Records;

/// <summary>The run that another one was launched from again (rule V5). Immutable.</summary>
/// <param name="RunId">The run.</param>
/// <param name="From">Whether results of its actions are taken.</param>
public sealed record RunSource(RunId RunId, LaunchFrom From);
