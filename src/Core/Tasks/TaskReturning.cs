using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Undercurrent.Execution;

namespace Undercurrent;

/// <summary>A task with a result of the type <typeparamref name="TResult"/>, whatever its inputs.</summary>
/// <typeparam name="TResult">The result.</typeparam>
public abstract class TaskReturning<TResult> : TaskDefinition
{
    private readonly JsonTypeInfo<TResult> _result;
    private readonly Lazy<JsonElement> _resultSchema;

    private protected TaskReturning(TaskSpec spec, params IReadOnlyList<TaskInput> inputs)
        : base(spec, inputs, typeof(TResult))
    {
        var what = $"The result of the task '{spec.Name}' ({spec.DefinedAt})";
        _result = TaskJson.ContractFor<TResult>(spec.Environment.Json, what);
        _resultSchema = TaskSchema.OfResult(_result);
    }

    /// <inheritdoc/>
    public sealed override JsonElement ResultSchema => _resultSchema.Value;

    internal sealed override async ValueTask<byte[]> InvokeAsync(ReadOnlyMemory<byte> inputs)
    {
        var body = Start(inputs) ?? throw NoTask.Returned(Name);
        var result = await body.ConfigureAwait(true);
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(result, _result);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new TaskInputException(
                Name, $"The result ({typeof(TResult).Name}) of the task '{Name}' can't be written as JSON: {JsonWords.Of(exception)}", exception);
        }
    }

    internal TResult ReadResult(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, _result)!;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new TaskInputException(
                Name, $"The result of the task '{Name}' can't be read as {typeof(TResult).Name}: {JsonWords.Of(exception)} Do caller and silo run the same version of the library?", exception);
        }
    }

    /// <summary>Reads the inputs and calls the body.</summary>
    private protected abstract Task<TResult> Start(ReadOnlyMemory<byte> inputs);

    private protected Task<TResult> CallAsync(byte[] inputs, CancellationToken cancellationToken) =>
        CallerSide.CallAsync(this, inputs, CallerSide.ScopeFor(this), cancellationToken);

    internal sealed override TaskDefinition WithOptions(TaskOptions options)
    {
        var copy = (TaskReturning<TResult>)MemberwiseClone();
        copy.Options = options;
        copy.ChangedOptions = options;
        options.Cache.Check(copy);
        return copy;
    }

    private protected TaskDefinition Changed(Func<TaskOptions, TaskOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return WithOptions(change(Options) ?? throw new ArgumentException("The change returned no options.", nameof(change)));
    }
}
