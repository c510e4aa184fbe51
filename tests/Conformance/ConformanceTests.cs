namespace Undercurrent.Conformance;

/// <summary>What all conformance classes have: the engine, and the short ways to run a task on it.</summary>
public abstract class ConformanceTests(EngineFixture engine)
{
    protected EngineFixture Engine { get; } = engine;

    protected IRunner Runner => Engine.Runner;

    /// <summary>Runs a task to its end with this run context, and returns its result.</summary>
    protected async Task<TResult> ResultOfAsync<TResult>(TaskDefinition<TResult> task, params ContextChange[] context) =>
        await (await Runner.WithRunContext(context).StartAsync(task)).ResultAsync().Soon($"the result of {task}");

    /// <inheritdoc cref="ResultOfAsync{TResult}"/>
    protected async Task<TResult> ResultOfAsync<T, TResult>(TaskDefinition<T, TResult> task, T input, params ContextChange[] context) =>
        await (await Runner.WithRunContext(context).StartAsync(task, input)).ResultAsync().Soon($"the result of {task}");

    /// <summary>Runs a task to its end with this run context, and returns the whole of what is recorded of it.</summary>
    protected async Task<RecordedRun> RecordOfAsync<TResult>(TaskDefinition<TResult> task, params ContextChange[] context) =>
        await RecordedRun.AtItsEndAsync(Runner, await Runner.WithRunContext(context).StartAsync(task));

    /// <inheritdoc cref="RecordOfAsync{TResult}"/>
    protected async Task<RecordedRun> RecordOfAsync<T, TResult>(TaskDefinition<T, TResult> task, T input, params ContextChange[] context) =>
        await RecordedRun.AtItsEndAsync(Runner, await Runner.WithRunContext(context).StartAsync(task, input));

    /// <inheritdoc cref="RecordOfAsync{TResult}"/>
    protected async Task<RecordedRun> RecordOfAsync<T1, T2, TResult>(TaskDefinition<T1, T2, TResult> task, T1 input1, T2 input2, params ContextChange[] context) =>
        await RecordedRun.AtItsEndAsync(Runner, await Runner.WithRunContext(context).StartAsync(task, input1, input2));

    /// <inheritdoc cref="ResultOfAsync{TResult}"/>
    protected async Task<TResult> ResultOfAsync<T1, T2, TResult>(TaskDefinition<T1, T2, TResult> task, T1 input1, T2 input2, params ContextChange[] context) =>
        await (await Runner.WithRunContext(context).StartAsync(task, input1, input2)).ResultAsync().Soon($"the result of {task}");
}
