namespace Undercurrent;

/// <summary>A task written as a class: created for each attempt from dependency injection, its constructor injected.</summary>
/// <remarks>Define it with <c>Env.Task&lt;TrainTask&gt;()</c>. A task without a result returns <see cref="NoResult"/>.</remarks>
/// <typeparam name="TResult">The result; anything System.Text.Json can write and read.</typeparam>
public interface ITask<TResult>
{
    /// <summary>The body.</summary>
    Task<TResult> RunAsync();
}

/// <inheritdoc cref="ITask{TResult}"/>
/// <typeparam name="T">The input.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
public interface ITask<in T, TResult>
{
    /// <summary>The body.</summary>
    Task<TResult> RunAsync(T input);
}

/// <inheritdoc cref="ITask{TResult}"/>
/// <typeparam name="T1">The first input.</typeparam>
/// <typeparam name="T2">The second input.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
public interface ITask<in T1, in T2, TResult>
{
    /// <summary>The body.</summary>
    Task<TResult> RunAsync(T1 input1, T2 input2);
}

/// <inheritdoc cref="ITask{TResult}"/>
/// <typeparam name="T1">The first input.</typeparam>
/// <typeparam name="T2">The second input.</typeparam>
/// <typeparam name="T3">The third input.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
public interface ITask<in T1, in T2, in T3, TResult>
{
    /// <summary>The body.</summary>
    Task<TResult> RunAsync(T1 input1, T2 input2, T3 input3);
}
