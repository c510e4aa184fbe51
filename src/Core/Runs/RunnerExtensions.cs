namespace Undercurrent;

/// <summary>The typed ways to launch.</summary>
public static class RunnerExtensions
{
    /// <summary>
    /// A view of this runner whose launches have these keys in the run's base context (rule S1). Views nest; the later
    /// wins. A view shares the runner, and disposing it does nothing: dispose the runner itself, which is where its runs end.
    /// </summary>
    public static IRunner WithRunContext(this IRunner runner, params ReadOnlySpan<ContextChange> changes)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return new ContextRunner(runner, changes.ToArray());
    }

    /// <summary>Launches a task without inputs.</summary>
    /// <inheritdoc cref="IRunner.LaunchAsync" path="/exception"/>
    public static Task<RunHandle<TResult>> StartAsync<TResult>(
        this IRunner runner, TaskDefinition<TResult> task, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        return StartAsync(runner, task, InputsJson.None, options, cancellationToken);
    }

    /// <summary>Launches a task with one input.</summary>
    /// <inheritdoc cref="IRunner.LaunchAsync" path="/exception"/>
    public static Task<RunHandle<TResult>> StartAsync<T, TResult>(
        this IRunner runner, TaskDefinition<T, TResult> task, T input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        return StartAsync(runner, task, task.WriteInputs(input), options, cancellationToken);
    }

    /// <summary>Launches a task with two inputs.</summary>
    /// <inheritdoc cref="IRunner.LaunchAsync" path="/exception"/>
    public static Task<RunHandle<TResult>> StartAsync<T1, T2, TResult>(
        this IRunner runner, TaskDefinition<T1, T2, TResult> task, T1 input1, T2 input2,
        RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        return StartAsync(runner, task, task.WriteInputs(input1, input2), options, cancellationToken);
    }

    /// <summary>Launches a task with three inputs.</summary>
    /// <inheritdoc cref="IRunner.LaunchAsync" path="/exception"/>
    public static Task<RunHandle<TResult>> StartAsync<T1, T2, T3, TResult>(
        this IRunner runner, TaskDefinition<T1, T2, T3, TResult> task, T1 input1, T2 input2, T3 input3,
        RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        return StartAsync(runner, task, task.WriteInputs(input1, input2, input3), options, cancellationToken);
    }

    /// <summary>
    /// Launches a recorded run again: its task with its inputs, context, labels as they were, or changed (rule V5). The context
    /// is the source's, not that of this moment; options that <c>With</c> changed on the source's root task are not taken over.
    /// </summary>
    /// <param name="runner">The runner.</param>
    /// <param name="source">The run. It may still be running.</param>
    /// <param name="options">What is different; null for nothing.</param>
    /// <param name="cancellationToken">Ends the launching, not the run.</param>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    /// <exception cref="ArgumentException">The options contradict each other, or a sensitive value has to be given anew.</exception>
    /// <inheritdoc cref="IRunner.LaunchAsync" path="/exception"/>
    public static async Task<RunHandle> LaunchAgainAsync(
        this IRunner runner, RunId source, LaunchAgainOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        var run = await runner.Records.GetRunAsync(source, cancellationToken).ConfigureAwait(false)
            ?? throw new KeyNotFoundException($"There is no run '{source}' to launch again: its id is wrong, or its record has been removed.");
        return await runner.LaunchAsync(LaunchingAgain.Prepare(run, options ?? LaunchAgainOptions.Default), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<RunHandle<TResult>> StartAsync<TResult>(
        IRunner runner, TaskReturning<TResult> task, byte[] inputs, RunOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        Execution.LaunchedOptions.Check(task);
        var request = new RunRequest(task.Name, inputs, options ?? RunOptions.Default) { TaskOptions = task.ChangedOptions };
        var handle = await runner.LaunchAsync(request, cancellationToken).ConfigureAwait(false);
        return handle.As(task);
    }
}
