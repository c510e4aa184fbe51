using System.Threading.Tasks.Sources;
using Undercurrent.Records;

namespace Undercurrent.Storage.Journal;

/// <summary>An entry on its way into the database, and who waits for it. Made once for each entry; awaited at most once.</summary>
internal sealed class PendingEntry(JournalEntry entry, AttemptStarted? start, int size) : IValueTaskSource<Appended>
{
    private const int Waiting = 0;
    private const int Committing = 1;
    private const int Withdrawn = 2;

    // Not readonly: it is a mutable struct.
    private ManualResetValueTaskSourceCore<Appended> _done = new() { RunContinuationsAsynchronously = true };
    private Exception? _error;
    private Appended _answer;
    private int _state;

    public JournalEntry Entry => entry;

    /// <summary>
    /// For an <see cref="AttemptEnded"/>: that attempt's start when it was held back, for its host and time. It may have
    /// been written on its own all the same; then the record has them already.
    /// </summary>
    public AttemptStarted? Start => start;

    /// <summary>About how many bytes of memory it holds.</summary>
    public int Size => size;

    /// <summary>About how many of them are the entry's own: inputs, results, texts.</summary>
    public int Payload => size - EntrySize.Base;

    /// <summary>Whether a commit of it was tried and failed, so that nobody knows for certain that it is not in the record.</summary>
    public bool WasTried { get; set; }

    public Appended Answer => _answer;

    public Exception? Error => _error;

    public ValueTask<Appended> Task => new(this, _done.Version);

    /// <summary>What became of it; told to who waits when the transaction is committed.</summary>
    public void SetAnswer(Appended answer) => (_answer, _error) = (answer, null);

    /// <summary>The entry is refused with this exception; the others of the batch are not concerned.</summary>
    public void SetError(Exception error) => _error = error;

    /// <summary>Only before it is being committed; it is not committed then.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) == Waiting;

    /// <summary>False when it was withdrawn.</summary>
    public bool TryBeginCommit() => Interlocked.CompareExchange(ref _state, Committing, Waiting) == Waiting;

    /// <summary>It can be withdrawn again.</summary>
    public void EndFailedCommit()
    {
        (_answer, _error, WasTried) = (default, null, true);
        Volatile.Write(ref _state, Waiting);
    }

    /// <summary>Tells who waits.</summary>
    public void Complete()
    {
        if (_error is null)
        {
            _done.SetResult(_answer);
        }
        else
        {
            _done.SetException(_error);
        }
    }

    Appended IValueTaskSource<Appended>.GetResult(short token) => _done.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<Appended>.GetStatus(short token) => _done.GetStatus(token);

    void IValueTaskSource<Appended>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _done.OnCompleted(continuation, state, token, flags);
}
