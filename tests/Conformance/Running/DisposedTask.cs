namespace Undercurrent.Conformance;

/// <summary>A task class that is to be disposed: it opens the gate that its input names.</summary>
public sealed class DisposedTask(AttemptScope scope) : ITask<string, AttemptReport>, IAsyncDisposable
{
    private string _gate = "";

    public Task<AttemptReport> RunAsync(string input)
    {
        _gate = input;
        var again = TaskContext.Current.Services.GetService(typeof(AttemptScope));
        return Task.FromResult(new AttemptReport(input, scope.Id, ReferenceEquals(scope, again)));
    }

    public ValueTask DisposeAsync()
    {
        Gate.Of(_gate).Open();
        return ValueTask.CompletedTask;
    }
}
