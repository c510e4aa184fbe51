namespace Undercurrent.Execution;

/// <summary>Runs attempts on this process's thread pool.</summary>
internal sealed class LocalEngine(TaskHost host) : ITaskEngine
{
    public Task<Outcome> ExecuteAsync(ActionCall call, TaskDefinition task, CancellationToken cancellationToken)
    {
        var execution = new LocalExecution(host, call, task, cancellationToken);

        // Unsafe on purpose: the child gets the context of its call, not whatever else flows in its caller.
        ThreadPool.UnsafeQueueUserWorkItem(execution, preferLocal: true);
        return execution.Outcome;
    }
}
