using System.Runtime.CompilerServices;

namespace Undercurrent;

// Synchronous bodies: with and without a result, zero to three inputs. They run on threads of their own.
public sealed partial class TaskEnvironment
{
    private static readonly Task<NoResult> NoResultTask = System.Threading.Tasks.Task.FromResult(default(NoResult));

    /// <summary>Defines a task with a synchronous body, which runs on a thread of its own.</summary>
    /// <param name="body">The body: a static lambda or method. Its parameters are the task's inputs.</param>
    /// <param name="options">What holds around its calls; null for the defaults.</param>
    /// <param name="name">Its name in the environment; null takes the field's, in snake_case.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="TaskDefinitionException">The name is invalid or taken, or a type can't travel as JSON.</exception>
    public TaskDefinition<TResult> Task<TResult>(
        Func<TResult> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: true, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<TResult>(spec, () => System.Threading.Tasks.Task.FromResult(body())));
    }

    /// <inheritdoc cref="Task{TResult}(Func{TResult}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T, TResult> Task<T, TResult>(
        Func<T, TResult> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: true, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T, TResult>(spec, input => System.Threading.Tasks.Task.FromResult(body(input)), spec.Input<T>(0)));
    }

    /// <inheritdoc cref="Task{TResult}(Func{TResult}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T1, T2, TResult> Task<T1, T2, TResult>(
        Func<T1, T2, TResult> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: true, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T1, T2, TResult>(spec, (input1, input2) => System.Threading.Tasks.Task.FromResult(body(input1, input2)), spec.Input<T1>(0), spec.Input<T2>(1)));
    }

    /// <inheritdoc cref="Task{TResult}(Func{TResult}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T1, T2, T3, TResult> Task<T1, T2, T3, TResult>(
        Func<T1, T2, T3, TResult> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: true, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T1, T2, T3, TResult>(spec, (input1, input2, input3) => System.Threading.Tasks.Task.FromResult(body(input1, input2, input3)), spec.Input<T1>(0), spec.Input<T2>(1), spec.Input<T3>(2)));
    }

    /// <inheritdoc cref="Task{TResult}(Func{TResult}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<NoResult> Task(
        Action body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: true, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<NoResult>(spec, () =>
        {
            body();
            return NoResultTask;
        }));
    }

    /// <inheritdoc cref="Task{TResult}(Func{TResult}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T, NoResult> Task<T>(
        Action<T> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: true, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T, NoResult>(spec, input =>
        {
            body(input);
            return NoResultTask;
        }, spec.Input<T>(0)));
    }

    /// <inheritdoc cref="Task{TResult}(Func{TResult}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T1, T2, NoResult> Task<T1, T2>(
        Action<T1, T2> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: true, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T1, T2, NoResult>(spec, (input1, input2) =>
        {
            body(input1, input2);
            return NoResultTask;
        }, spec.Input<T1>(0), spec.Input<T2>(1)));
    }

    /// <inheritdoc cref="Task{TResult}(Func{TResult}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T1, T2, T3, NoResult> Task<T1, T2, T3>(
        Action<T1, T2, T3> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: true, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T1, T2, T3, NoResult>(spec, (input1, input2, input3) =>
        {
            body(input1, input2, input3);
            return NoResultTask;
        }, spec.Input<T1>(0), spec.Input<T2>(1), spec.Input<T3>(2)));
    }
}
