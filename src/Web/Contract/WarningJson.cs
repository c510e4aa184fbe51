using Undercurrent.Records;

namespace Undercurrent.Web.Contract;

/// <summary>Something in a run that deserves a person's attention; the run goes on.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="ActionId">The action that it is about.</param>
/// <param name="Task">That action's task.</param>
/// <param name="Message">What happened, and what to do.</param>
/// <param name="At">When.</param>
public sealed record WarningJson(RunWarningKind Kind, string ActionId, string Task, string Message, DateTimeOffset At);
