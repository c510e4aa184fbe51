namespace Undercurrent.Execution;

/// <summary>One attempt on the thread pool.</summary>
internal sealed class LocalExecution(TaskHost host, ActionCall call, TaskDefinition task, CancellationToken cancellationToken) : IThreadPoolWorkItem, IAttemptWaiter
{
    private readonly TaskCompletionSource<Outcome> _outcome = new();

    public Task<Outcome> Outcome => _outcome.Task;

    public void Answer(Outcome outcome) => _outcome.TrySetResult(outcome);

    public void Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        Outcome outcome;
        try
        {
            outcome = await ExecutingSide.RunAsync(host, call, task, this, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Not the body, which ExecutingSide handles: the record could not be written.
            outcome = Execution.Outcome.Failed(FailureFactory.From(exception, call));
        }

        // Last of all, since the caller may go on right here, on this thread.
        Answer(outcome);
    }
}
