namespace Undercurrent.Records;

/// <summary>Something in a run that deserves a person's attention; the run goes on. Immutable.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="ActionId">The action that it is about.</param>
/// <param name="Task">That action's task.</param>
/// <param name="Message">What happened, and what to do.</param>
/// <param name="At">When.</param>
public sealed record RunWarning(RunWarningKind Kind, ActionId ActionId, string Task, string Message, DateTimeOffset At);
