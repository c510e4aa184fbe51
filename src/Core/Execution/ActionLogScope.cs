using System.Collections;

namespace Undercurrent.Execution;

/// <summary>The scope properties of every log line inside an action. Built only when a line is written.</summary>
internal sealed class ActionLogScope(TaskContext action) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 5;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("RunId", action.RunId.Value),
        1 => new("ActionId", action.ActionId.ToString()),
        2 => new("Task", action.Task),
        3 => new("Attempt", action.Attempt),
        4 => new("CustomContext", action.CustomContext.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() =>
        $"run {action.RunId} action {action.ActionId} of {action.Task} attempt {action.Attempt} context {action.CustomContext.Text}";
}
