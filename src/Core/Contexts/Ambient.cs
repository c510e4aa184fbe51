using Undercurrent.Execution;

namespace Undercurrent;

/// <summary>
/// The one ambient state of the product: an immutable linked stack of <see cref="ContextScope"/> in one private
/// <see cref="AsyncLocal{T}"/>. It flows wherever .NET's execution context flows (rule F2).
/// </summary>
internal static class Ambient
{
    private static readonly AsyncLocal<ContextScope?> Local = new();

    public static ContextScope? Current => Local.Value;

    public static ContextScope Push(CustomContext context, string? group = null, OpenStep? step = null)
    {
        var outer = Local.Value;
        var scope = new ContextScope(context, outer, outer?.Action, group ?? outer?.Group, step ?? outer?.Step);
        Local.Value = scope;
        return scope;
    }

    /// <summary>
    /// Makes <paramref name="context"/> all that this flow of control sees, with nothing below it to go back to.
    /// Call it inside an async method or a thread-pool work item: both undo it at their end.
    /// </summary>
    public static void Enter(CustomContext context, TaskContext? action)
    {
        if (context.Count == 0 && context.Removed.Count == 0 && action is null && ReferenceEquals(context.Limits, ContextLimits.Default))
        {
            // Setting null is free where nothing was set, which is the common case of a grain without context.
            Local.Value = null;
            return;
        }

        Local.Value = new ContextScope(context, outer: null, action);
    }

    /// <summary>
    /// Closes <paramref name="scope"/> and everything opened inside it on this flow of control. A scope that is not open
    /// here (closed before, or opened on a flow that this one doesn't descend from) changes nothing (rule S6).
    /// </summary>
    public static void Pop(ContextScope scope)
    {
        for (var open = Local.Value; open is not null; open = open.Outer)
        {
            if (ReferenceEquals(open, scope))
            {
                Local.Value = scope.Outer;
                return;
            }
        }
    }
}
