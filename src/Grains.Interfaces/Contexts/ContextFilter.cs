using System.Collections.Concurrent;

namespace Undercurrent.Grains.Contexts;

/// <summary>
/// Carries the custom context over grain calls (rule F3): the outgoing side puts it into Orleans' request context, the
/// incoming side makes it the current one. This file is the only code that touches <c>RequestContext</c>.
/// Orleans' own calls, of which there are thousands, pass through untouched.
/// </summary>
/// <param name="limits">The limits of scopes that grains open.</param>
internal sealed class ContextFilter(ContextLimits limits) : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    private const string Entry = "undercurrent.context";

    private static readonly ConcurrentDictionary<Type, bool> OwnedByOrleans = new();

    private readonly CustomContext _none = CustomContext.Empty.WithLimits(limits);

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (BelongsToOrleans(context))
        {
            return context.Invoke();
        }

        // Set here, it reaches this call and no other: whoever invoked the filter restores the request context behind it.
        // What came in with an earlier call must not go on when a scope has removed it.
#pragma warning disable RS0030 // This is the one place where the request context may be used.
        var current = CustomContext.Current;
        if (current.Count > 0 || current.Removed.Count > 0)
        {
            RequestContext.Set(Entry, ContextCarrier.For(current));
        }
        else if (RequestContext.Get(Entry) is not null)
        {
            RequestContext.Remove(Entry);
        }
#pragma warning restore RS0030

        return context.Invoke();
    }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (BelongsToOrleans(context))
        {
            return context.Invoke();
        }

        // Always, with context or without: what happens to flow here from elsewhere in the process is not this call's.
#pragma warning disable RS0030 // This is the one place where the request context may be used.
        var carried = RequestContext.Get(Entry) as ContextCarrier;
#pragma warning restore RS0030
        Ambient.Enter(carried?.Open(limits) ?? _none, action: null);
        return context.Invoke();
    }

    // The calls of a consumer of an IAsyncEnumerable are made by Orleans in the consumer's name: they carry his context.
    private static bool BelongsToOrleans(IGrainCallContext context) => OwnedByOrleans.GetOrAdd(
        context.Request.GetInterfaceType(),
        static type => OrleansAssemblies.Contains(type.Assembly) && type != typeof(IAsyncEnumerableGrainExtension));
}
