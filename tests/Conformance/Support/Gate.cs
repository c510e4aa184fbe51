using System.Collections.Concurrent;

namespace Undercurrent.Conformance;

/// <summary>
/// Something that a test and the bodies of its tasks wait for. They find the same gate by an id that the test makes and
/// passes as an input; bodies run in the process of the tests on every engine.
/// </summary>
public sealed class Gate
{
    private static readonly ConcurrentDictionary<string, Gate> Gates = new(StringComparer.Ordinal);

    private readonly TaskCompletionSource<string> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _id;

    private Gate(string id) => _id = id;

    public bool IsOpen => _opened.Task.IsCompleted;

    public static string NewId() => Guid.NewGuid().ToString("N");

    public static Gate Of(string id) => Gates.GetOrAdd(id, static key => new Gate(key));

    /// <summary>Opens it, for all time. The first message stays.</summary>
    public void Open(string message = "") => _opened.TrySetResult(message);

    /// <summary>Waits until it is open; returns the message.</summary>
    public Task<string> WaitAsync() => _opened.Task.Soon($"the gate {_id}");

    /// <summary>As <see cref="WaitAsync()"/>, or until the token is cancelled.</summary>
    public Task<string> WaitAsync(CancellationToken cancellationToken) =>
        _opened.Task.WaitAsync(cancellationToken).Soon($"the gate {_id}");

    /// <summary>For synchronous bodies: blocks the thread.</summary>
    public void Block() => _opened.Task.BlockUntil($"the gate {_id}");
}
