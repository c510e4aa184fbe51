using Undercurrent.Execution;

namespace Undercurrent;

/// <summary>A task with one input.</summary>
/// <typeparam name="T">The input.</typeparam>
/// <typeparam name="TResult">The result; <see cref="NoResult"/> for none.</typeparam>
public sealed class TaskDefinition<T, TResult> : TaskReturning<TResult>
{
    private const int MaxConcurrency = 10_000;

    private readonly InputSlot<T> _input;
    private readonly Func<T, Task<TResult>> _body;

    internal TaskDefinition(TaskSpec spec, Func<T, Task<TResult>> body, InputSlot<T> input)
        : base(spec, input.Description)
    {
        _input = input;
        _body = body;
    }

    /// <summary>The class's task, when its inputs and result are of these types.</summary>
    public static implicit operator TaskDefinition<T, TResult>(TaskClass task) => task.As<TaskDefinition<T, TResult>>();

    /// <summary>Calls the task from the body of another. The context of this moment becomes the child's (rule S8).</summary>
    /// <exception cref="TaskFailedException">When awaited: the task failed; remote type, message and stack are in it as data.</exception>
    /// <exception cref="OperationCanceledException">When awaited: the action or the run was cancelled.</exception>
    /// <exception cref="InvalidOperationException">This code runs outside an action.</exception>
    /// <exception cref="TaskInputException">An input can't be written as JSON, or is too large.</exception>
    public Task<TResult> Run(T input) => Run(input, CancellationToken.None);

    /// <inheritdoc cref="Run(T)"/>
    public Task<TResult> Run(T input, CancellationToken cancellationToken) =>
        CallAsync(WriteInputs(input), cancellationToken);

    /// <summary>
    /// Calls the task for each item, so many at a time; memory is bounded by the concurrency, not by the number of items. Every
    /// item has the context of this call of <c>Map</c>, whenever it is its turn (rule S8).
    /// </summary>
    /// <param name="items">The items; taken as there is room for them.</param>
    /// <param name="maxConcurrency">How many calls are open at a time, from 1 to 10,000.</param>
    /// <param name="onFailure">What the failure of an item does.</param>
    /// <param name="order">In what order the results come.</param>
    /// <param name="cancellationToken">Cancels the open calls and ends the stream.</param>
    /// <returns>
    /// A result for each item. Nothing is called before it is enumerated, and once only. Whoever stops enumerating cancels what is open.
    /// </returns>
    /// <exception cref="TaskFailedException">While enumerating, with <see cref="OnFailure.Stop"/>: an item failed.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">This code runs outside an action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The concurrency is outside its range.</exception>
    public IAsyncEnumerable<MapResult<TResult>> Map(
        IEnumerable<T> items, int maxConcurrency = 50, OnFailure onFailure = OnFailure.Stop, MapOrder order = MapOrder.AsGiven, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return Map(items.ToAsyncEnumerable(), maxConcurrency, onFailure, order, cancellationToken);
    }

    /// <inheritdoc cref="Map(IEnumerable{T}, int, OnFailure, MapOrder, CancellationToken)"/>
    public IAsyncEnumerable<MapResult<TResult>> Map(
        IAsyncEnumerable<T> items, int maxConcurrency = 50, OnFailure onFailure = OnFailure.Stop, MapOrder order = MapOrder.AsGiven, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrency, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxConcurrency, MaxConcurrency);
        if (!Enum.IsDefined(onFailure) || !Enum.IsDefined(order))
        {
            throw new ArgumentOutOfRangeException(nameof(onFailure), $"Map was asked for {onFailure} and {order}; there are {string.Join(", ", Enum.GetNames<OnFailure>())}, and {string.Join(", ", Enum.GetNames<MapOrder>())}.");
        }

        var scope = CallerSide.ScopeFor(this);
        var parent = scope.Action!.Open;
        return new TaskMap<T, TResult>(Call, maxConcurrency, onFailure, order, parent.Host.Log, () => parent.IsStopped, parent.CallToken)
            .RunAsync(items, cancellationToken);

        Task<TResult> Call(T item, CancellationToken token)
        {
            // It may have been asked for before a step, and be enumerated inside.
            Ambient.Current?.Step?.Refuse($"calls the task '{Name}'");
            return CallerSide.CallAsync(this, WriteInputs(item), scope, token);
        }
    }

    /// <summary>Calls the bare function, with no action around it: for unit tests.</summary>
    public Task<TResult> Body(T input) => _body(input);

    /// <summary>This task with other options, for one call or several: <c>Leaf.With(o => o with { Retry = … }).Run(…)</c>.</summary>
    public TaskDefinition<T, TResult> With(Func<TaskOptions, TaskOptions> change) => (TaskDefinition<T, TResult>)Changed(change);

    internal byte[] WriteInputs(T input) =>
        InputsJson.Write((slot: _input, input), static (writer, call) => call.slot.Write(writer, call.input));

    internal override byte[] NormalizeInputs(ReadOnlyMemory<byte> inputs) => WriteInputs(Read(inputs));

    private protected override Task<TResult> Start(ReadOnlyMemory<byte> inputs) => _body(Read(inputs));

    private T Read(ReadOnlyMemory<byte> inputs)
    {
        var reader = InputsJson.Begin(this, inputs);
        return _input.Read(ref reader);
    }
}
