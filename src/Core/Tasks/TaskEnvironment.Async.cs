using System.Runtime.CompilerServices;

namespace Undercurrent;

// Asynchronous bodies: with and without a result, zero to three inputs. One overload for each shape, because C# has no variadic generics.
public sealed partial class TaskEnvironment
{
    /// <summary>Defines a task with an asynchronous body.</summary>
    /// <param name="body">The body: a static lambda or method. Its parameters are the task's inputs.</param>
    /// <param name="options">What holds around its calls; null for the defaults.</param>
    /// <param name="name">Its name in the environment; null takes the field's, in snake_case.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="TaskDefinitionException">The name is invalid or taken, or a type can't travel as JSON.</exception>
    public TaskDefinition<TResult> Task<TResult>(
        Func<Task<TResult>> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: false, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<TResult>(spec, body));
    }

    /// <inheritdoc cref="Task{TResult}(Func{Task{TResult}}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T, TResult> Task<T, TResult>(
        Func<T, Task<TResult>> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: false, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T, TResult>(spec, body, spec.Input<T>(0)));
    }

    /// <inheritdoc cref="Task{TResult}(Func{Task{TResult}}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T1, T2, TResult> Task<T1, T2, TResult>(
        Func<T1, T2, Task<TResult>> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: false, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T1, T2, TResult>(spec, body, spec.Input<T1>(0), spec.Input<T2>(1)));
    }

    /// <inheritdoc cref="Task{TResult}(Func{Task{TResult}}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T1, T2, T3, TResult> Task<T1, T2, T3, TResult>(
        Func<T1, T2, T3, Task<TResult>> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: false, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T1, T2, T3, TResult>(spec, body, spec.Input<T1>(0), spec.Input<T2>(1), spec.Input<T3>(2)));
    }

    /// <inheritdoc cref="Task{TResult}(Func{Task{TResult}}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<NoResult> Task(
        Func<Task> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: false, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<NoResult>(spec, () => ThenNoResult(spec.Name, body())));
    }

    /// <inheritdoc cref="Task{TResult}(Func{Task{TResult}}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T, NoResult> Task<T>(
        Func<T, Task> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: false, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T, NoResult>(spec, input => ThenNoResult(spec.Name, body(input)), spec.Input<T>(0)));
    }

    /// <inheritdoc cref="Task{TResult}(Func{Task{TResult}}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T1, T2, NoResult> Task<T1, T2>(
        Func<T1, T2, Task> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: false, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T1, T2, NoResult>(spec, (input1, input2) => ThenNoResult(spec.Name, body(input1, input2)), spec.Input<T1>(0), spec.Input<T2>(1)));
    }

    /// <inheritdoc cref="Task{TResult}(Func{Task{TResult}}, TaskOptions?, string?, string, string, int)"/>
    public TaskDefinition<T1, T2, T3, NoResult> Task<T1, T2, T3>(
        Func<T1, T2, T3, Task> body,
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        var spec = Spec(body.Method, isBlocking: false, options, new(name, member, new(file, line)));
        return _catalog.Add(new TaskDefinition<T1, T2, T3, NoResult>(spec, (input1, input2, input3) => ThenNoResult(spec.Name, body(input1, input2, input3)), spec.Input<T1>(0), spec.Input<T2>(1), spec.Input<T3>(2)));
    }

    private static async Task<NoResult> ThenNoResult(string task, Task? body)
    {
        await (body ?? throw NoTask.Returned(task)).ConfigureAwait(true);
        return default;
    }
}
