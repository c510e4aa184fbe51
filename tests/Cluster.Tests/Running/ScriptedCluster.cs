using System.Reflection;
using Undercurrent.Grains;
using Undercurrent.Grains.Wire;

namespace Undercurrent.Cluster.Tests.Running;

/// <summary>
/// A grain factory with one run, which does as it is told. Its grain is a proxy, since Orleans would take a class for a
/// grain of the test cluster.
/// </summary>
internal sealed class ScriptedCluster
{
    private int _looks;
    private int _cancels;

    /// <summary>Answers a look at the run's end, by the look's number from 1.</summary>
    public Func<int, RunWaitAnswer> Look { get; init; } = static _ => new RunWaitAnswer(true, null);

    /// <summary>Answers a cancellation, by its number from 1.</summary>
    public Func<int, bool> Cancel { get; init; } = static _ => true;

    public int Looks => Volatile.Read(ref _looks);

    public int Cancels => Volatile.Read(ref _cancels);

    public IGrainFactory Grains()
    {
        var run = Proxy.Of<IRunGrain>((method, _) => method.Name switch
        {
            nameof(IRunGrain.LaunchAsync) => Task.FromResult(LaunchAnswer.Accepted),
            nameof(IRunGrain.WaitAsync) => Task.FromResult(Look(Interlocked.Increment(ref _looks))),
            nameof(IRunGrain.CancelAsync) => Task.FromResult(Cancel(Interlocked.Increment(ref _cancels))),
            _ => throw new NotSupportedException(method.Name),
        });
        return Proxy.Of<IGrainFactory>((method, _) =>
            method.IsGenericMethod && method.GetGenericArguments() is [{ } grain] && grain == typeof(IRunGrain) ? run : throw new NotSupportedException(method.Name));
    }

#pragma warning disable CA1852 // The proxies derive from it when they are made.
    private class Proxy : DispatchProxy
#pragma warning restore CA1852
    {
        private Func<MethodInfo, object?[], object?> _answer = static (method, _) => throw new NotSupportedException(method.Name);

        public static T Of<T>(Func<MethodInfo, object?[], object?> answer)
            where T : class
        {
            var proxy = Create<T, Proxy>();
            ((Proxy)(object)proxy)._answer = answer;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);
    }
}
