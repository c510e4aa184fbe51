using Microsoft.Extensions.Logging;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Execution.Logging;

/// <summary>Log lines on their way into a record that takes its time.</summary>
public sealed class RunLinesTests
{
    private static readonly ActionCall One = Given.Launch("own.task", "one").ToRootCall();
    private static readonly ActionCall Two = Given.Launch("own.task", "two").ToRootCall();

    private readonly Queue<TaskCompletionSource<Appended>> _waiting = new();
    private readonly List<ActionLogged> _appended = [];
    private bool _isAway = true;

    [Fact]
    public void Lines_of_a_store_that_takes_them_are_appended_all()
    {
        _isAway = false;
        var lines = Lines();
        Write(lines, One, 0, 3 * RunLines.MaxWaiting);

        Assert.Equal(Enumerable.Range(0, 3 * RunLines.MaxWaiting).Select(number => $"{number}"), _appended.Select(entry => entry.Line));
    }

    [Fact]
    public void Line_beyond_those_that_wait_is_dropped_and_who_logs_does_not_wait()
    {
        var lines = Lines();
        Write(lines, One, 0, RunLines.MaxWaiting + 10);

        Assert.Equal(RunLines.MaxWaiting, _appended.Count);
    }

    [Fact]
    public async Task How_many_were_dropped_is_said_once_for_each_run_when_there_is_room_again()
    {
        var lines = Lines();
        Write(lines, One, 0, RunLines.MaxWaiting);
        Write(lines, One, 0, 1200);
        Write(lines, Two, 0, 3);
        await EndAsync(499, next => next.SetResult(Appended.Taken));
        Assert.Equal(RunLines.MaxWaiting, _appended.Count);

        await EndAsync(1, next => next.SetResult(Appended.Taken));
        _isAway = false;
        await EndAsync(_waiting.Count, next => next.SetResult(Appended.Taken));

        var said = _appended.Skip(RunLines.MaxWaiting).ToArray();
        Assert.Equal(
            [("one", $"{1200:N0} log lines of this run"), ("two", "3 log lines of this run")],
            said.Select(entry => (entry.RunId.Value, entry.Line[..entry.Line.IndexOf(" were", StringComparison.Ordinal)])).Order());
        Assert.All(said, entry => Assert.Equal((LogLevel.Warning, "own.task"), (entry.Level, entry.Call.Task)));

        Write(lines, Two, 7, 1);
        Assert.Equal("7", _appended[^1].Line);
    }

    [Fact]
    public async Task Store_that_fails_costs_its_line_and_no_other()
    {
        var lines = Lines();
        Write(lines, One, 0, RunLines.MaxWaiting);
        await EndAsync(_waiting.Count, next => next.SetException(new RunTakenOverException(One.RunId, 1)));

        Write(lines, One, 7, 1);
        Assert.Equal("7", _appended[^1].Line);
    }

    [Fact]
    public void Line_is_not_cut_within_a_character()
    {
        var bread = string.Concat(Enumerable.Repeat("🍞", RunLines.MaxLength));

        var even = RunLines.Cut(bread);
        var odd = RunLines.Cut("x" + bread);

        Assert.Equal((RunLines.MaxLength - 1, RunLines.MaxLength), (even.Length, odd.Length));
        Assert.All([even, odd], line => Assert.EndsWith("🍞…", line, StringComparison.Ordinal));
    }

    private RunLines Lines() => new(
        entry =>
        {
            _appended.Add((ActionLogged)entry);
            if (!_isAway)
            {
                return new(Appended.Taken);
            }

            var waiting = new TaskCompletionSource<Appended>();
            _waiting.Enqueue(waiting);
            return new(waiting.Task);
        },
        TimeProvider.System);

    private static void Write(RunLines lines, ActionCall call, int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            lines.Write(call, LogLevel.Information, $"{number}");
        }
    }

    // On a thread without a context, where what waits goes on at once: behind it all has happened.
    private Task EndAsync(int count, Action<TaskCompletionSource<Appended>> end) => Task.Run(() =>
    {
        for (var number = 0; number < count; number++)
        {
            end(_waiting.Dequeue());
        }
    });
}
