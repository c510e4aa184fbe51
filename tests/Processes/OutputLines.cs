namespace Undercurrent.Processes;

/// <summary>The lines of one output of a process: those that came, and a wait for one that will. Thread-safe.</summary>
internal sealed class OutputLines
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Predicate<string> IsIt, TaskCompletionSource<string?> Found)> _waiting = [];
    private bool _ended;

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The first line that fits, from the beginning; null when the output ended without it.</summary>
    public Task<string?> FirstAsync(Predicate<string> isIt)
    {
        lock (_gate)
        {
            if (_lines.Find(isIt) is { } line || _ended)
            {
                return Task.FromResult(_lines.Find(isIt));
            }

            return NextAsync(isIt);
        }
    }

    /// <summary>When so many lines came, or the output ended before.</summary>
    public Task CountedAsync(int lines)
    {
        lock (_gate)
        {
            var left = lines - _lines.Count;
            return left <= 0 ? Task.CompletedTask : NextAsync(_ => --left <= 0);
        }
    }

    /// <summary>Reads to the end.</summary>
    public async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            Add(line);
        }

        End();
    }

    public override string ToString() => string.Join('\n', All);

    // Under the lock.
    private Task<string?> NextAsync(Predicate<string> isIt)
    {
        var found = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_ended)
        {
            found.SetResult(null);
        }

        _waiting.Add((isIt, found));
        return found.Task;
    }

    private void Add(string line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            foreach (var (_, found) in _waiting.Where(waiting => waiting.IsIt(line)))
            {
                found.TrySetResult(line);
            }
        }
    }

    private void End()
    {
        lock (_gate)
        {
            _ended = true;
            _waiting.ForEach(waiting => waiting.Found.TrySetResult(null));
        }
    }
}
