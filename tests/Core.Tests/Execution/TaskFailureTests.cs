using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution;

public sealed class TaskFailureTests
{
    private static readonly ActionCall Call = Given.Call(Given.Launch("bakery.bake")) with { Attempt = 2 };

    [Fact]
    public void Failure_names_type_message_task_action_and_attempt()
    {
        var failure = FailureFactory.From(new InvalidOperationException("no flour"), Call);

        Assert.Equal(
            ("System.InvalidOperationException", "no flour", "bakery.bake", Call.ActionId, 2),
            (failure.Type, failure.Message, failure.Task, failure.ActionId, failure.Attempt));
        Assert.Equal("'bakery.bake' failed: InvalidOperationException: no flour", failure.Headline);
        Assert.Equal($"System.InvalidOperationException: no flour{Environment.NewLine}  in bakery.bake (action {Call.ActionId}, attempt 2)", failure.ToString());
    }

    [Fact]
    public void Exception_that_tells_nothing_of_itself_keeps_its_type()
    {
        var silent = FailureFactory.From(new SilentException(null), Call);
        var broken = FailureFactory.From(new SilentException(new InvalidOperationException("gotcha")), Call);

        Assert.Equal((typeof(SilentException).FullName, ""), (silent.Type, silent.Message));
        Assert.Equal(typeof(SilentException).FullName, broken.Type);
        Assert.Null(broken.StackTrace);
    }

    [Fact]
    public void Of_a_long_chain_the_root_cause_stays()
    {
        var exception = new InvalidOperationException("the root");
        for (var level = 0; level < 1000; level++)
        {
            exception = new InvalidOperationException($"level {level}", exception);
        }

        Assert.Equal("the root", FailureFactory.From(exception, Call).RootCause.Message);
    }

    [Fact]
    public void Chain_begins_with_the_root_cause_also_through_an_AggregateException()
    {
        var failure = FailureFactory.From(
            new InvalidOperationException("outer", new AggregateException(new TimeoutException("the first"), new TimeoutException("the second"))), Call);

        Assert.Equal(("System.TimeoutException", "the first"), (failure.RootCause.Type, failure.RootCause.Message));
        var text = failure.ToString();
        Assert.StartsWith("System.TimeoutException: the first", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("which led to ").Length - 1);
        Assert.Equal("'bakery.bake' failed: TimeoutException: the first", failure.Headline);
    }

    [Fact]
    public void Failure_of_a_child_that_is_let_through_gains_only_a_name()
    {
        var child = FailureFactory.From(new InvalidOperationException("no flour"), Call);

        var passed = FailureFactory.From(new TaskFailedException(child), Call with { Task = "bakery.open" });

        Assert.Equal(child with { PassedOnBy = ["bakery.open"] }, passed);
        Assert.NotEqual(child, passed);
        Assert.Equal(child.GetHashCode(), passed.GetHashCode());
    }

    [Fact]
    public void Long_way_up_is_shown_shortened()
    {
        var failure = Given.Failure();
        for (var level = 0; level < 2000; level++)
        {
            failure = FailureFactory.From(new TaskFailedException(failure), Call with { Task = $"level{level}" });
        }

        Assert.Equal(1000, failure.PassedOnBy.Length);
        Assert.EndsWith("passed on by level0, level1, level2, level3, level4 and 995 more", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_message_is_cut_and_says_so()
    {
        var failure = FailureFactory.From(new InvalidOperationException(new string('x', 100_000)), Call);

        Assert.Equal(16 * 1024, failure.Message.IndexOf('…', StringComparison.Ordinal));
        Assert.EndsWith("(cut)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stack_has_the_readers_frames_and_at_most_thirty()
    {
        var failure = FailureFactory.From(Assert.Throws<InvalidOperationException>(() => Deeper(50)), Call);

        var lines = failure.StackTrace!.Split('\n');
        Assert.Equal(31, lines.Length);
        Assert.Contains("TaskFailureTests.Deeper(Int32 levels)", lines[0], StringComparison.Ordinal);
        Assert.Equal("   …", lines[^1]);
    }

    [Fact]
    public void Long_chain_of_causes_is_cut()
    {
        Exception exception = new InvalidOperationException("the very first");
        for (var level = 0; level < 100; level++)
        {
            exception = new InvalidOperationException($"level {level}", exception);
        }

        var depth = 0;
        for (var failure = FailureFactory.From(exception, Call); failure is not null; failure = failure.Cause)
        {
            depth++;
        }

        Assert.Equal(10, depth);
    }

    [Fact]
    public void Exception_of_a_failed_task_reads_from_the_root_cause_to_the_caller()
    {
        var failure = FailureFactory.From(new InvalidOperationException("no flour"), Call);
        var exception = Assert.Throws<TaskFailedException>(void () => throw new TaskFailedException(failure));

        var text = exception.ToString();
        Assert.True(text.IndexOf("System.InvalidOperationException: no flour", StringComparison.Ordinal) < text.IndexOf("seen by the caller", StringComparison.Ordinal));
        Assert.Contains(nameof(Exception_of_a_failed_task_reads_from_the_root_cause_to_the_caller), text, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new TaskFailedException(null!));
    }

    private static void Deeper(int levels)
    {
        if (levels == 0)
        {
            throw new InvalidOperationException("deep down");
        }

        Deeper(levels - 1);
    }

    private sealed class SilentException(Exception? whenAsked) : Exception
    {
        public override string Message => whenAsked is null ? null! : throw whenAsked;

        public override string? StackTrace => whenAsked is null ? null : throw whenAsked;
    }
}
