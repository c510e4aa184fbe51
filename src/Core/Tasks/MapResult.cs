namespace Undercurrent;

/// <summary>What became of one item of a <c>Map</c>. Immutable.</summary>
/// <typeparam name="TResult">The task's result.</typeparam>
public readonly record struct MapResult<TResult>
{
    private readonly TResult? _value;

    internal MapResult(int index, TResult value) => (Index, _value) = (index, value);

    internal MapResult(int index, TaskFailure failure) => (Index, Failure) = (index, failure);

    /// <summary>The item's place among the items, from 0.</summary>
    public int Index { get; }

    /// <summary>Why it failed, or was cancelled; null when it succeeded.</summary>
    public TaskFailure? Failure { get; }

    /// <summary>Whether it succeeded.</summary>
    public bool IsSuccess => Failure is null;

    /// <summary>The result.</summary>
    /// <exception cref="TaskFailedException">The item failed: ask <see cref="IsSuccess"/> first.</exception>
    public TResult Value => Failure is null ? _value! : throw new TaskFailedException(Failure);
}
