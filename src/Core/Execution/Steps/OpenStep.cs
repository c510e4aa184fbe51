namespace Undercurrent.Execution;

/// <summary>A step whose body runs.</summary>
internal sealed class OpenStep(ActionCall call)
{
    private readonly Lock _gate = new();

    /// <summary>What it reads of the context, recorded with it: when it is taken from the record, that counts as read again.</summary>
    public ContextReads Reads { get; } = new(call.Context, guard: null);

    /// <summary>
    /// Its own, apart from those of the body around it: that draws the same whether the step runs or is taken from the record.
    /// </summary>
    public StableValues Values
    {
        get
        {
            lock (_gate)
            {
                return field ??= StableValues.Of(call);
            }
        }
    }

    /// <summary>Refuses what is recorded by itself: when the step is taken from the record, nobody would ask for it again.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public void Refuse(string what) => throw new InvalidOperationException(
        $"The body of the step '{call.Task}' {what}. A step is recorded as a whole and not run again after a crash, so nothing that is recorded by itself "
        + "can be inside. Do that in the task's body, before the step or behind it; what needs calls of its own is a task, not a step.");
}
