using Undercurrent.Records;

namespace Undercurrent.Grains.Records;

/// <summary>
/// The events of a run, put together where each silo has a record of its own, so that none is told before one that led to it:
/// <code>
/// 1 ask every silo for what is new; when that is nothing, or there is only one, that is all
/// 2 ask every silo for what came since: whatever led to an event of the first look was recorded before this one began
/// 3 tell what is no later than the latest of the first look; the rest is told by the next reading
/// </code>
/// </summary>
/// <remarks>
/// A single look is not enough. A silo is asked, the child on it reports, its parent on another silo goes on and reports, and
/// then that one is asked. What is earlier and later goes by the silos' clocks, as in all that is joined.
/// </remarks>
internal static class JoinedEvents
{
    /// <summary>One look: what each silo has behind the positions, a silo without one from its beginning.</summary>
    /// <param name="positions">By silo, the number of the last event that was read.</param>
    public delegate Task<IReadOnlyList<KeyValuePair<string, IReadOnlyList<RunEvent>>>> Look(IReadOnlyDictionary<string, long> positions);

    /// <param name="look">Asks the silos.</param>
    /// <param name="positions">Where to read on.</param>
    /// <param name="max">How many events a silo tells at a time.</param>
    /// <returns>The events in the order in which they happened, and where to read on behind them.</returns>
    public static async Task<(IReadOnlyList<RunEvent> Events, Dictionary<string, long> Positions)> ReadAsync(
        Look look, IReadOnlyDictionary<string, long> positions, int max)
    {
        var parts = new Dictionary<string, Part>(StringComparer.Ordinal);
        var read = positions.ToDictionary(StringComparer.Ordinal);
        await LookAsync().ConfigureAwait(true);
        if (parts.Count > 1 && parts.Values.Any(part => part.Events.Count > 0))
        {
            var latest = parts.Values.Max(part => part.End);
            await LookAsync().ConfigureAwait(true);
            latest = parts.Values.Min(part => part.KnownTo is { } known && known < latest ? known : latest);
            foreach (var part in parts.Values)
            {
                part.CutBehind(latest);
            }
        }

        var next = positions.ToDictionary(StringComparer.Ordinal);
        foreach (var (silo, part) in parts)
        {
            next[silo] = part.Events.Count > 0 ? part.Events[^1].Event.Sequence : next.GetValueOrDefault(silo);
        }

        // The order is stable: what one silo recorded stays in its order.
        return ([.. parts.Values.SelectMany(part => part.Events).OrderBy(told => told.At).Select(told => told.Event)], next);

        async Task LookAsync()
        {
            foreach (var (silo, events) in await look(read).ConfigureAwait(true))
            {
                if (!parts.TryGetValue(silo, out var part))
                {
                    parts[silo] = part = new Part();
                }

                part.Add(events, max);
                read[silo] = events.Count > 0 ? events[^1].Sequence : read.GetValueOrDefault(silo);
            }
        }
    }

    /// <summary>What one silo recorded.</summary>
    private sealed class Part
    {
        /// <summary>In its order, each with the time at which it is told: never before what the silo had recorded before it.</summary>
        public List<(DateTimeOffset At, RunEvent Event)> Events { get; } = [];

        public DateTimeOffset End => Events.Count > 0 ? Events[^1].At : DateTimeOffset.MinValue;

        /// <summary>The time behind which the silo has more than it told; null when it told all.</summary>
        public DateTimeOffset? KnownTo { get; private set; }

        public void Add(IReadOnlyList<RunEvent> events, int max)
        {
            foreach (var happened in events)
            {
                // A launch is the first of all, and its time that of the launcher's clock.
                var at = happened.Kind == RunEventKind.RunLaunched || happened.At < End ? End : happened.At;
                Events.Add((at, happened));
            }

            if (Paging.MayGoOn(events, max))
            {
                KnownTo ??= End;
            }
        }

        public void CutBehind(DateTimeOffset latest)
        {
            var kept = Events.FindLastIndex(told => told.At <= latest) + 1;
            Events.RemoveRange(kept, Events.Count - kept);
        }
    }
}
