using System.Text.Json;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution;

public sealed class RetryFilterTests
{
    private static readonly RetryOptions Any = new() { MaxAttempts = 3 };

    [Fact]
    public void Type_and_what_derives_from_it_are_retried_and_others_are_not()
    {
        var options = Any.RetryOn<IOException>();

        Assert.Equal(RetryReason.FailedTryAgain, Decide(new IOException(), options));
        Assert.Equal(RetryReason.FailedTryAgain, Decide(new FileNotFoundException(), options));
        Assert.Equal(RetryReason.TypeNotRetried, Decide(new InvalidOperationException(), options));
        Assert.Equal(RetryReason.FailedTryAgain, Decide(new InvalidOperationException(), options.RetryOn("System.InvalidOperationException")));
        Assert.Equal(RetryReason.FailedTryAgain, Decide(new InvalidOperationException(), Any.RetryOn<Exception>()));
    }

    [Fact]
    public void Type_that_is_not_to_be_retried_wins_with_what_derives_from_it()
    {
        var options = Any.RetryOn<IOException>().DontRetryOn<FileNotFoundException>();

        Assert.Equal(RetryReason.FailedTryAgain, Decide(new DirectoryNotFoundException(), options));
        Assert.Equal(RetryReason.TypeNotRetried, Decide(new FileNotFoundException(), options));
        Assert.Equal(RetryReason.TypeNotRetried, Decide(new TaskCanceledException(), Any.DontRetryOn("System.OperationCanceledException")));
        Assert.Equal(RetryReason.FailedTryAgain, Decide(new TimeoutException(), Any.DontRetryOn<IOException>()));
    }

    [Fact]
    public void Predicate_sees_the_failure_as_data_and_is_asked_last()
    {
        var seen = new List<TaskFailure>();
        var options = Any.DontRetryOn<IOException>() with
        {
            RetryWhen = failure =>
            {
                seen.Add(failure);
                return failure.Message.Contains("429", StringComparison.Ordinal);
            },
        };

        Assert.Equal(RetryReason.FailedTryAgain, Decide(new InvalidOperationException("429 too many"), options));
        Assert.Equal(RetryReason.PredicateDisagreed, Decide(new InvalidOperationException("404"), options));
        Assert.Equal(RetryReason.TypeNotRetried, Decide(new IOException("429"), options));
        Assert.Equal(["429 too many", "404"], seen.Select(failure => failure.Message));
    }

    [Fact]
    public void Predicate_that_throws_makes_the_failure_final_and_is_told_of()
    {
        var options = Any with { RetryWhen = _ => throw new FormatException("the predicate is broken") };

        var (reason, error) = RetryFilter.Decide(Given.Failure(), options);

        Assert.Equal((RetryReason.PredicateThrew, "the predicate is broken"), (reason, error?.Message));
    }

    [Fact]
    public void Options_come_back_from_json_with_every_value_an_explicit_zero_too()
    {
        var options = new TaskOptions
        {
            Retry = new RetryOptions
            {
                MaxAttempts = 4,
                MaxLostAttempts = 5,
                Delay = TimeSpan.Zero,
                BackoffFactor = 1.5,
                MaxDelay = TimeSpan.Zero,
                Jitter = 0.25,
                Deadline = TimeSpan.Zero,
            }.RetryOn<IOException>().DontRetryOn("Own.Type"),
            Timeout = new TimeoutOptions { Attempt = TimeSpan.FromSeconds(1), Action = TimeSpan.FromSeconds(2), Grace = TimeSpan.Zero },
        };

        var back = JsonSerializer.Deserialize<TaskOptions>(JsonSerializer.Serialize(options))!;

        Assert.Equal(options.Timeout, back.Timeout);
        Assert.Equal(["System.IO.IOException"], back.Retry.RetriedTypes);
        Assert.Equal(["Own.Type"], back.Retry.FinalTypes);
        Assert.Equal(options.Retry with { RetriedTypes = [], FinalTypes = [] }, back.Retry with { RetriedTypes = [], FinalTypes = [] });
    }

    [Fact]
    public void Predicate_of_the_definition_is_there_again_behind_a_stored_launch_that_changed_something_else()
    {
        var task = Task(Any with { RetryWhen = _ => false });
        var changed = task.With(options => options with { Retry = options.Retry with { MaxAttempts = 7 } });
        LaunchedOptions.Check(changed);

        var stored = JsonSerializer.Deserialize<TaskOptions>(JsonSerializer.Serialize(changed.Options))!;
        var restored = LaunchedOptions.Restore(stored, task);

        Assert.Equal((7, task.Options.Retry.RetryWhen), (restored.Retry.MaxAttempts, restored.Retry.RetryWhen));
    }

    [Fact]
    public void Predicate_that_a_launch_took_away_stays_away()
    {
        var task = Task(Any with { RetryWhen = _ => false });
        var changed = task.With(options => options with { Retry = options.Retry with { RetryWhen = null } });

        var stored = JsonSerializer.Deserialize<TaskOptions>(JsonSerializer.Serialize(changed.Options))!;

        Assert.Null(LaunchedOptions.Restore(stored, task).Retry.RetryWhen);
    }

    private static TaskDefinition<string> Task(RetryOptions retry) =>
        Given.Environment().Task(() => "never run", new TaskOptions { Retry = retry }, name: "task");

    private static RetryReason Decide(Exception thrown, RetryOptions options) =>
        RetryFilter.Decide(FailureFactory.From(thrown, Given.Launch("own.task").ToRootCall()), options).Reason;
}
