using Undercurrent.Records;

namespace Undercurrent.Processes;

/// <summary>
/// How long after a disturbance the runs that it met went on. A run was met when it was taken over afterwards, or an attempt
/// of it was lost; it goes on when the first outcome after that is recorded. When none was met (the database was away),
/// what counts is the first outcome of any run after the disturbance's end.
/// </summary>
/// <param name="First">The first run that went on; null when none was met.</param>
/// <param name="Last">The last one.</param>
internal sealed record Progress(TimeSpan? First, TimeSpan? Last)
{
    private const int EventsAtATime = 1000;

    public static async Task<Progress> MeasureAsync(RunStore store, DateTimeOffset from, DateTimeOffset to)
    {
        var met = new List<TimeSpan>();
        var any = new List<TimeSpan>();
        var query = new RunQuery { Page = new PageRequest { Size = PageRequest.MaxSize } };
        while (true)
        {
            var page = await store.Records.FindRunsAsync(query);
            foreach (var run in page.Items)
            {
                var events = await ReadAsync(store, run.RunId);
                var blow = events.FirstOrDefault(happened => happened.At >= from && IsBlow(happened));
                Add(met, events.Where(happened => happened.Sequence > blow?.Sequence));
                Add(any, events.Where(happened => happened.At >= to));
            }

            if (page.Next is null)
            {
                var counted = met.Count > 0 ? met : any.Count > 0 ? [any.Min()] : [];
                return counted.Count > 0 ? new(counted.Min(), counted.Max()) : new(null, null);
            }

            query = query with { Page = query.Page with { After = page.Next } };
        }

        void Add(List<TimeSpan> times, IEnumerable<RunEvent> events)
        {
            if (events.FirstOrDefault(happened => happened is { Kind: RunEventKind.AttemptEnded, State: ActionState.Succeeded }) is { } outcome)
            {
                times.Add(outcome.At - from);
            }
        }
    }

    private static bool IsBlow(RunEvent happened) => happened is { Kind: RunEventKind.TakenOver } or { Kind: RunEventKind.AttemptEnded, State: ActionState.Lost };

    private static async Task<List<RunEvent>> ReadAsync(RunStore store, RunId run)
    {
        var all = new List<RunEvent>();
        while (await store.Store.ReadEventsAsync(run, all.Count == 0 ? 0 : all[^1].Sequence, EventsAtATime) is { Count: > 0 } events)
        {
            all.AddRange(events);
        }

        return all;
    }
}
