using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// The context keys that an action's body reads, and those that its result may depend on (rules V2, N3). Thread-safe: the
/// branches of a body read at once.
/// </summary>
/// <param name="given">The context that the action started with.</param>
/// <param name="guard">What holds for reads because the action's result is cached; null otherwise.</param>
internal sealed class ContextReads(CustomContext given, ContextGuard? guard)
{
    // A body may look for keys that nobody set, without end; a context has far fewer.
    private const int MaxKeys = 256;

    private readonly Lock _gate = new();
    private readonly List<string> _keys = [];
    private readonly List<string> _outer = [];

    /// <summary>Notes that the body reads a key, whether it is there or not.</summary>
    /// <exception cref="ContextGuardException">The action's result is cached, strictly, and not by this key.</exception>
    public void Note(CustomContext context, string key)
    {
        var isOuter = IsGiven(context, key);
        if (isOuter && guard is { IsStrict: true } && !guard.Allows(key))
        {
            throw new ContextGuardException(key, guard.Refusal(key));
        }

        lock (_gate)
        {
            Add(_keys, key);
            if (isOuter)
            {
                Add(_outer, key);
            }
        }
    }

    /// <summary>Notes on what the result of a call depended, which the body may have used: of what this action itself was given.</summary>
    public void NoteBelow(CustomContext context, IReadOnlyList<string> dependsOn)
    {
        lock (_gate)
        {
            foreach (var key in dependsOn)
            {
                if (IsGiven(context, key))
                {
                    Add(_outer, key);
                }
            }
        }
    }

    /// <summary>Notes what a step read, which is a piece of the body.</summary>
    public void NoteStep(CustomContext context, ActionDetails details)
    {
        NoteBelow(context, details.DependsOn ?? []);
        lock (_gate)
        {
            foreach (var key in details.Reads ?? [])
            {
                Add(_keys, key);
            }
        }
    }

    /// <summary>The outcome with what is recorded of the reads.</summary>
    public Outcome AddTo(Outcome outcome)
    {
        lock (_gate)
        {
            return _keys.Count + _outer.Count == 0 ? outcome : outcome with
            {
                Details = (outcome.Details ?? new ActionDetails()) with
                {
                    Reads = _keys.Count == 0 ? null : _keys.ToArray(),
                    DependsOn = _outer.Count == 0 ? null : _outer.ToArray(),
                },
            };
        }
    }

    // Not what a scope of this action set or removed: that is its own doing, the same whatever it is given.
    private bool IsGiven(CustomContext context, string key)
    {
        var (read, before) = (context.Find(key), given.Find(key));
        return ReferenceEquals(read, before)
            || (read is not null && before is not null && read.Value == before.Value && read.Origin == before.Origin);
    }

    private static void Add(List<string> keys, string key)
    {
        if (keys.Count < MaxKeys && key.Length is > 0 and <= ContextLimits.MaxKeyLength && !keys.Contains(key))
        {
            keys.Add(key);
        }
    }
}
