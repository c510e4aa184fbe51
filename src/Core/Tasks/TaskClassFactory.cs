using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Undercurrent;

/// <summary>Makes the definition of a task that is written as a class.</summary>
internal static class TaskClassFactory
{
    private static readonly Type[] Shapes = [typeof(ITask<>), typeof(ITask<,>), typeof(ITask<,,>), typeof(ITask<,,,>)];

    /// <summary>The one <c>ITask</c> interface of a class.</summary>
    public static Type ShapeOf(Type taskClass, SourceLocation definedAt)
    {
        var shapes = taskClass.GetInterfaces()
            .Where(candidate => candidate.IsGenericType && Shapes.Contains(candidate.GetGenericTypeDefinition()))
            .ToArray();
        return shapes.Length == 1 ? shapes[0] : throw new TaskDefinitionException(
            $"The task class {taskClass} ({definedAt}) implements {shapes.Length} of the interfaces ITask<TResult>, ITask<T, TResult> and so on; it must implement one.");
    }

    public static TaskDefinition Create<TTask>(TaskSpec spec, Type shape)
        where TTask : class
    {
        var types = shape.GetGenericArguments();
        var factory = typeof(TaskClassFactory)
            .GetMethods(BindingFlags.NonPublic | BindingFlags.Static)
            .Single(method => method.Name == nameof(CreateTyped) && method.GetGenericArguments().Length == types.Length + 1)
            .MakeGenericMethod([typeof(TTask), .. types]);
        return factory.CreateDelegate<Func<TaskSpec, TaskDefinition>>()(spec);
    }

    private static TaskDefinition<TResult> CreateTyped<TTask, TResult>(TaskSpec spec)
        where TTask : class, ITask<TResult> =>
        new(spec, () => WithInstanceAsync<TTask, TResult>(spec, task => task.RunAsync()));

    private static TaskDefinition<T, TResult> CreateTyped<TTask, T, TResult>(TaskSpec spec)
        where TTask : class, ITask<T, TResult> =>
        new(spec, input => WithInstanceAsync<TTask, TResult>(spec, task => task.RunAsync(input)), spec.Input<T>(0));

    private static TaskDefinition<T1, T2, TResult> CreateTyped<TTask, T1, T2, TResult>(TaskSpec spec)
        where TTask : class, ITask<T1, T2, TResult> =>
        new(
            spec,
            (input1, input2) => WithInstanceAsync<TTask, TResult>(spec, task => task.RunAsync(input1, input2)),
            spec.Input<T1>(0), spec.Input<T2>(1));

    private static TaskDefinition<T1, T2, T3, TResult> CreateTyped<TTask, T1, T2, T3, TResult>(TaskSpec spec)
        where TTask : class, ITask<T1, T2, T3, TResult> =>
        new(
            spec,
            (input1, input2, input3) => WithInstanceAsync<TTask, TResult>(spec, task => task.RunAsync(input1, input2, input3)),
            spec.Input<T1>(0), spec.Input<T2>(1), spec.Input<T3>(2));

    private static async Task<TResult> WithInstanceAsync<TTask, TResult>(TaskSpec spec, Func<TTask, Task<TResult>> run)
        where TTask : class
    {
        if (!TaskContext.HasCurrent)
        {
            throw new InvalidOperationException(
                $"The task '{spec.Name}' is the class {typeof(TTask).Name}, whose constructor needs services. In a unit test create the class yourself and call RunAsync.");
        }

        var services = TaskContext.Current.Services;
        if (services.GetService<TTask>() is { } registered)
        {
            // The scope that made it also disposes it.
            return await (run(registered) ?? throw NoTask.Returned(spec.Name)).ConfigureAwait(true);
        }

        var created = ActivatorUtilities.CreateInstance<TTask>(services);
        try
        {
            return await (run(created) ?? throw NoTask.Returned(spec.Name)).ConfigureAwait(true);
        }
        finally
        {
            if (created is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync().ConfigureAwait(true);
            }
            else
            {
                (created as IDisposable)?.Dispose();
            }
        }
    }
}
