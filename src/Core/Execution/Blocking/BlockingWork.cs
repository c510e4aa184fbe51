namespace Undercurrent.Execution;

/// <summary>A synchronous body that waits for its thread, with the ambient state to run it under.</summary>
internal sealed class BlockingWork(TaskDefinition task, ReadOnlyMemory<byte> inputs, CancellationToken cancellationToken)
{
    private readonly ExecutionContext? _flow = ExecutionContext.Capture();

    // The thread is for bodies: whoever waits for the result goes on elsewhere.
    private readonly TaskCompletionSource<byte[]> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<byte[]> Task => _result.Task;

    public void Run()
    {
        if (_flow is null)
        {
            Invoke();
        }
        else
        {
            ExecutionContext.Run(_flow, static self => ((BlockingWork)self!).Invoke(), this);
        }
    }

    private void Invoke()
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();

            // A blocking task completes before this returns; only then may the thread take the next one.
            _result.SetResult(task.InvokeAsync(inputs).AsTask().GetAwaiter().GetResult());
        }
        catch (Exception exception)
        {
            _result.SetException(exception);
        }
    }
}
