using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Journal;

/// <inheritdoc cref="IJournalWork"/>
internal sealed class JournalWork<T>(Func<T> work, CancellationToken cancellationToken) : IJournalWork
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => _result.Task;

    public void Run()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _result.TrySetCanceled(cancellationToken);
            return;
        }

        try
        {
            _result.TrySetResult(work());
        }
        catch (Exception exception) when (exception is not DatabaseAwayException)
        {
            _result.TrySetException(exception);
        }
    }

    public void Fail(Exception exception) => _result.TrySetException(exception);
}
