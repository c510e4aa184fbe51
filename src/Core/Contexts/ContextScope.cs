using Undercurrent.Execution;

namespace Undercurrent;

/// <summary>
/// An open scope of the custom context; <see cref="Dispose"/> closes it and brings back what was there before.
/// </summary>
/// <remarks>
/// Disposing never throws. Disposing twice does nothing; disposing an outer scope closes the inner ones too; disposing
/// on a flow of control that never saw the scope changes nothing there (rule S6). A flow that was started inside the
/// block only ever leaves the block for itself: the flow that opened the scope keeps it until it closes it.
/// </remarks>
public sealed class ContextScope : IDisposable
{
    // Which of the first 64 keys of the context are noted as read.
    private ulong _noted;

    internal ContextScope(CustomContext context, ContextScope? outer, TaskContext? action, string? group = null, OpenStep? step = null)
    {
        Context = context;
        Outer = outer;
        Action = action;
        Group = group;
        Step = step;
    }

    internal CustomContext Context { get; }

    internal ContextScope? Outer { get; }

    /// <summary>The action whose body runs here, or null outside of one.</summary>
    internal TaskContext? Action { get; }

    /// <summary>The name that calls made here are grouped under; see <see cref="TaskGroup"/>.</summary>
    internal string? Group { get; }

    /// <summary>Whether that read has been noted before, as nearly all have: it must cost next to nothing.</summary>
    internal bool HasNoted(CustomContext context, int index) =>
        ReferenceEquals(context, Context) && (uint)index < 64 && (_noted & (1UL << index)) != 0;

    /// <summary>Notes that the body which runs here reads a key (rule V2).</summary>
    internal void Note(CustomContext context, string key, int index)
    {
        Action?.Open.Reads.Note(context, key);
        Step?.Reads.Note(context, key);
        if (ReferenceEquals(context, Context) && (uint)index < 64)
        {
            Interlocked.Or(ref _noted, 1UL << index);
        }
    }

    /// <summary>The step whose body runs here; null outside of one.</summary>
    internal OpenStep? Step { get; }

    /// <summary>Closes the scope on this flow of control.</summary>
    public void Dispose() => Ambient.Pop(this);
}
