namespace Undercurrent.Execution;

/// <summary>
/// Where attempts run: the seam between the caller's side and the executing side. An engine carries the call over, has
/// <see cref="ExecutingSide.RunAsync"/> run it there, and carries the outcome back. It decides nothing else.
/// </summary>
internal interface ITaskEngine
{
    /// <summary>Runs one attempt. Whatever fails is an outcome; <see cref="OutcomeKind.Lost"/> when there is no answer.</summary>
    /// <param name="call">The call; its attempt number is set.</param>
    /// <param name="task">The task as the caller knows it.</param>
    /// <param name="cancellationToken">Cancels the attempt: its body's token.</param>
    Task<Outcome> ExecuteAsync(ActionCall call, TaskDefinition task, CancellationToken cancellationToken);
}
