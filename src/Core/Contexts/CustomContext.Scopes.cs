using System.Runtime.CompilerServices;

namespace Undercurrent;

// The overloads with one to four changes exist because C# has no caller info behind a params list,
// and every key's origin names the file and line of its scope (rule V1). More than four: a collection.
public sealed partial class CustomContext
{
    /// <summary>
    /// Adds, overrides or removes keys for the rest of the block, for the body itself and for every task called inside
    /// it (rules S2 to S5). Dispose the scope, best by <c>using</c>, to bring back exactly what was there before.
    /// </summary>
    /// <param name="change">A tuple <c>("key", "value")</c>, <see cref="Without"/>, or <see cref="ContextKey{T}.To"/>.</param>
    /// <param name="file">Filled in by the compiler: the origin's file.</param>
    /// <param name="line">Filled in by the compiler: the origin's line.</param>
    /// <exception cref="ContextLimitException">A key or value is not allowed, or the merged map is over the limits.</exception>
    public static ContextScope BeginScope(ContextChange change, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Open([change], file, line);

    /// <inheritdoc cref="BeginScope(ContextChange, string, int)"/>
    public static ContextScope BeginScope(
        ContextChange change1, ContextChange change2, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Open([change1, change2], file, line);

    /// <inheritdoc cref="BeginScope(ContextChange, string, int)"/>
    public static ContextScope BeginScope(
        ContextChange change1, ContextChange change2, ContextChange change3,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Open([change1, change2, change3], file, line);

    /// <inheritdoc cref="BeginScope(ContextChange, string, int)"/>
    public static ContextScope BeginScope(
        ContextChange change1, ContextChange change2, ContextChange change3, ContextChange change4,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Open([change1, change2, change3, change4], file, line);

    /// <summary>As <see cref="BeginScope(ContextChange, string, int)"/> with any number of changes; of two for one key the later wins.</summary>
    public static ContextScope BeginScope(
        IEnumerable<ContextChange> changes, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return Open([.. changes], file, line);
    }

    /// <summary>As <see cref="BeginScope(ContextChange, string, int)"/> with the keys of a map.</summary>
    public static ContextScope BeginScope(
        IReadOnlyDictionary<string, string> entries, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return Open([.. entries.Select(entry => ContextChange.Set(entry.Key, entry.Value))], file, line);
    }

    /// <summary>
    /// The context of this moment, origins included, as a value that can be stored and entered elsewhere: for what the
    /// context can't flow through by itself, such as reminders, queues and other processes (rule F6).
    /// </summary>
    public static CapturedContext Capture() => new(Current);

    private static ContextScope Open(ReadOnlySpan<ContextChange> changes, string file, int line)
    {
        var outer = Ambient.Current;
        var context = outer?.Context ?? Empty;
        var origin = ContextOrigin.Scope(outer?.Action, file, line);
        var merged = ContextMerge.Apply(context, changes, origin);
        if (merged.HasSensitive)
        {
            outer?.Action?.Open.NoteSensitive(merged);
        }

        return Ambient.Push(merged);
    }
}
