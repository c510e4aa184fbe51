namespace Undercurrent.Processes;

/// <summary>Counts, and lets others wait until it has come so far. Thread-safe.</summary>
internal sealed class Counter
{
    private readonly Lock _gate = new();
    private readonly List<(int Wanted, TaskCompletionSource Reached)> _waiting = [];

    public int Value { get; private set; }

    public void Add()
    {
        lock (_gate)
        {
            Value++;
            foreach (var (_, reached) in _waiting.Where(waiting => waiting.Wanted <= Value))
            {
                reached.TrySetResult();
            }
        }
    }

    public Task WhenAsync(int wanted)
    {
        lock (_gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Value >= wanted)
            {
                reached.SetResult();
            }

            _waiting.Add((wanted, reached));
            return reached.Task;
        }
    }
}
