namespace Undercurrent.Execution;

/// <summary>The attempts whose bodies run in this process, to be found when one is to be cancelled. Thread-safe.</summary>
/// <remarks>
/// Every action comes and goes here, and hardly ever one is looked for. So they are linked to each other, which takes no
/// memory of its own, in so many lists that threads don't wait for each other.
/// </remarks>
internal sealed class OpenActions
{
    // A power of two.
    private const int Count = 64;

    private readonly LinkedActions[] _lists = [.. Enumerable.Range(0, Count).Select(_ => new LinkedActions())];

    public void Add(OpenAction action) => ListOf(action.Call.ActionId).Add(action);

    public void Remove(OpenAction action) => ListOf(action.Call.ActionId).Remove(action);

    /// <summary>Those of an action: mostly one or none, several when a caller that was thought lost runs twice.</summary>
    public IReadOnlyList<OpenAction> Find(RunId runId, ActionId actionId) => ListOf(actionId).Find(runId, actionId);

    private LinkedActions ListOf(ActionId id) => _lists[((int)id.Hash ^ id.Ordinal) & (Count - 1)];

    private sealed class LinkedActions
    {
        private readonly Lock _gate = new();
        private OpenAction? _first;

        public void Add(OpenAction action)
        {
            lock (_gate)
            {
                action.Link = new(IsLinked: true, Previous: null, _first);
                if (_first is not null)
                {
                    _first.Link = _first.Link with { Previous = action };
                }

                _first = action;
            }
        }

        public void Remove(OpenAction action)
        {
            lock (_gate)
            {
                var (isLinked, previous, next) = action.Link;
                if (!isLinked)
                {
                    return;
                }

                if (previous is null)
                {
                    _first = next;
                }
                else
                {
                    previous.Link = previous.Link with { Next = next };
                }

                if (next is not null)
                {
                    next.Link = next.Link with { Previous = previous };
                }

                action.Link = default;
            }
        }

        public IReadOnlyList<OpenAction> Find(RunId runId, ActionId actionId)
        {
            var found = new List<OpenAction>();
            lock (_gate)
            {
                for (var action = _first; action is not null; action = action.Link.Next)
                {
                    if (action.Call.ActionId == actionId && action.Call.RunId == runId)
                    {
                        found.Add(action);
                    }
                }
            }

            return found;
        }
    }
}
