namespace Undercurrent;

/// <summary>
/// An open group: a name, for people, of the calls that a body makes while it is open, as in
/// <c>using (TaskGroup.Begin("shard 1"))</c>. It shows in the record (<see cref="Records.ActionRecord.Group"/>) and takes
/// part in nothing else: not in the context, not in an action's identity, not in what the calls call in turn.
/// </summary>
/// <remarks>It flows and closes as a scope of the custom context does (rule S6). Inside an open group the names are joined: <c>outer / inner</c>.</remarks>
public sealed class TaskGroup : IDisposable
{
    private const int MaxLength = 256;

    private readonly ContextScope _scope;

    private TaskGroup(ContextScope scope) => _scope = scope;

    /// <summary>Opens a group for the rest of the block.</summary>
    /// <param name="name">What people read: 1 to 256 characters, the names of the groups around it counted.</param>
    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public static TaskGroup Begin(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var outer = Ambient.Current;
        var joined = outer?.Group is { } around ? $"{around} / {name}" : name;
        if (joined.Length > MaxLength)
        {
            throw new ArgumentException(
                $"A group's name has at most {MaxLength} characters together with those around it; '{joined[..40]}…' has {joined.Length}. Data belongs in inputs.", nameof(name));
        }

        return new TaskGroup(Ambient.Push(outer?.Context ?? CustomContext.Empty, joined));
    }

    /// <summary>Closes the group on this flow of control. It never throws; doing it twice does nothing.</summary>
    public void Dispose() => Ambient.Pop(_scope);
}
