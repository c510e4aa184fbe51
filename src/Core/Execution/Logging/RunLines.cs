using Microsoft.Extensions.Logging;
using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// The log lines of one process on their way into the record. Who logs never waits: beyond so many that the store has not
/// recorded yet, lines are dropped, and one line of the run says how many when there is room again. Thread-safe.
/// </summary>
internal sealed class RunLines(Func<JournalEntry, ValueTask<Appended>> append, TimeProvider time)
{
    public const int MaxLength = 8192;
    public const int MaxWaiting = 1000;

    // Not at the first place that is free: the line would be dropped behind it, and counted anew, again and again.
    private const int RoomAgain = MaxWaiting / 2;

    private readonly Lock _gate = new();
    private readonly Dictionary<RunId, Dropped> _dropped = [];
    private int _waiting;

    /// <summary>The line, or its beginning with an ellipsis.</summary>
    public static string Cut(string line)
    {
        if (line.Length <= MaxLength)
        {
            return line;
        }

        // Not between the two halves of one character.
        var end = char.IsHighSurrogate(line[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return string.Concat(line.AsSpan(0, end), "…");
    }

    public void Write(ActionCall call, LogLevel level, string line)
    {
        lock (_gate)
        {
            if (_waiting >= MaxWaiting)
            {
                var before = _dropped.GetValueOrDefault(call.RunId);
                _dropped[call.RunId] = new Dropped(before.First ?? call, before.Count + 1);
                return;
            }

            _waiting++;
        }

        _ = AppendAsync(new ActionLogged(call, level, line, time.GetUtcNow()));
    }

    // Nobody awaits it, so it never faults.
    private async Task AppendAsync(ActionLogged entry)
    {
        for (var next = entry; next is not null; next = EndWait())
        {
            try
            {
                await append(next).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The run has another owner, or the store is closed: there is nobody left to tell.
            }
        }
    }

    // The place of the line that was recorded, for word of those that were dropped.
    private ActionLogged? EndWait()
    {
        lock (_gate)
        {
            _waiting--;
            if (_dropped.Count == 0 || _waiting > RoomAgain)
            {
                return null;
            }

            var (run, dropped) = _dropped.First();
            _dropped.Remove(run);
            _waiting++;
            return new ActionLogged(
                dropped.First!,
                LogLevel.Warning,
                $"{dropped.Count:N0} log lines of this run were left out here: {MaxWaiting:N0} others of this process were waiting to be recorded. Log less, or see the process's own log.",
                time.GetUtcNow());
        }
    }

    /// <summary>What was dropped of a run.</summary>
    private readonly record struct Dropped(ActionCall? First, long Count);
}
