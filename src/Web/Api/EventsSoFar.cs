using System.Runtime.CompilerServices;
using Undercurrent.Records;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>The events of a run that there are now, without waiting for more.</summary>
internal static class EventsSoFar
{
    private const int AtATime = 1000;

    // How long a cluster may take to send the next of what it has.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async IAsyncEnumerable<RunEvent> ReadAsync(WebBackend backend, RunHandle run, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (backend.Store is { } store)
        {
            IReadOnlyList<RunEvent> events;
            do
            {
                events = await store.ReadEventsAsync(run.RunId, after, AtATime, cancellationToken);
                foreach (var happened in events)
                {
                    yield return happened;
                    after = happened.Sequence;
                }
            }
            while (events.Count == AtATime);
            yield break;
        }

        // Elsewhere only following is offered: what doesn't come at once isn't there yet. The first null says that a wait begins.
        var waits = false;
        await foreach (var happened in run.FollowAsync(after, cancellationToken).WithPulseAsync(Patience, backend.Time, cancellationToken))
        {
            if (happened is not null)
            {
                waits = false;
                yield return happened;
            }
            else if (waits)
            {
                yield break;
            }
            else
            {
                waits = true;
            }
        }
    }
}
