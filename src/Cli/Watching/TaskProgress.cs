using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>How far the actions of one task are, and which of their events deserve a line.</summary>
internal sealed class TaskProgress(string task)
{
    private const int MostLines = 20;
    private const int MostFailures = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private int _lines;
    private int _failures;
    private long _running;
    private long _succeeded;
    private long _failed;
    private long _cancelled;
    private DateTimeOffset _said;

    /// <summary>Whether something was counted since it was last said.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Counts an attempt's start or end; says whether it deserves a line of its own.</summary>
    public bool Add(EventJson happened)
    {
        var isFailure = happened is { Kind: RunEventKind.AttemptEnded, State: ActionState.Failed or ActionState.Lost or ActionState.Abandoned };
        if (happened.Kind == RunEventKind.AttemptStarted)
        {
            _running++;
        }
        else
        {
            _running = Math.Max(0, _running - 1);
            _succeeded += happened.State == ActionState.Succeeded ? 1 : 0;
            _failed += isFailure ? 1 : 0;
            _cancelled += happened.State == ActionState.Cancelled ? 1 : 0;
        }

        if (_lines < MostLines || (isFailure && _failures < MostFailures))
        {
            _lines++;
            _failures += isFailure ? 1 : 0;
            _said = happened.At;
            return true;
        }

        HasMore = true;
        return false;
    }

    /// <summary>Whether it is time for another line, as it is every two seconds.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        if (now - _said < Interval)
        {
            return false;
        }

        (_said, HasMore) = (now, false);
        return true;
    }

    /// <summary>As in <c>ingest.page  1200 succeeded, 3 failed, 8 running</c>.</summary>
    public override string ToString()
    {
        (long Count, string Word)[] counts = [(_succeeded, "succeeded"), (_failed, "attempts failed"), (_cancelled, "cancelled"), (_running, "running")];
        return $"{task}  {string.Join(", ", counts.Where(count => count.Count > 0).Select(count => $"{count.Count} {count.Word}"))}";
    }
}
