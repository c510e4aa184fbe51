using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution;

public sealed class RetryTests
{
    // kind, attempt, of which lost, most attempts, most lost -> reason
    [Theory]
    [InlineData(OutcomeKind.Failed, 1, 0, 1, 3, RetryReason.NoAttemptsLeft)]
    [InlineData(OutcomeKind.Failed, 1, 0, 2, 3, RetryReason.FailedTryAgain)]
    [InlineData(OutcomeKind.Failed, 2, 0, 2, 3, RetryReason.NoAttemptsLeft)]
    [InlineData(OutcomeKind.Failed, 2, 1, 2, 3, RetryReason.FailedTryAgain)]
    [InlineData(OutcomeKind.Failed, 3, 1, 2, 3, RetryReason.NoAttemptsLeft)]
    [InlineData(OutcomeKind.Lost, 1, 1, 1, 1, RetryReason.LostTooOften)]
    [InlineData(OutcomeKind.Lost, 1, 1, 1, 2, RetryReason.LostTryAgain)]
    [InlineData(OutcomeKind.Lost, 5, 2, 1, 3, RetryReason.LostTryAgain)]
    [InlineData(OutcomeKind.Lost, 5, 3, 1, 3, RetryReason.LostTooOften)]
    internal void Decision_follows_from_the_numbers_alone(OutcomeKind kind, int attempt, int lost, int most, int mostLost, RetryReason reason)
    {
        var options = new RetryOptions { MaxAttempts = most, MaxLostAttempts = mostLost, Delay = TimeSpan.FromSeconds(7) };
        var outcome = kind == OutcomeKind.Lost ? Outcome.Lost(Given.Failure()) : Outcome.Failed(Given.Failure());

        var decision = After(options, outcome, attempt - lost, lost);

        // A lost attempt says nothing about the task: it is made again at once.
        var delay = reason == RetryReason.FailedTryAgain ? TimeSpan.FromSeconds(7) : TimeSpan.Zero;
        Assert.Equal((reason, delay, reason is RetryReason.FailedTryAgain or RetryReason.LostTryAgain), (decision.Reason, decision.Delay, decision.TryAgain));
    }

    [Fact]
    public void Decision_for_a_wrong_call_is_to_stop_whatever_is_left() =>
        Assert.Equal(
            RetryReason.NotRetryable, After(new RetryOptions { MaxAttempts = 10 }, Outcome.Failed(Given.Failure(), canRetry: false)).Reason);

    [Fact]
    public void Attempt_that_was_handed_over_counts_for_nothing()
    {
        var decision = After(new RetryOptions { MaxLostAttempts = 1 }, Outcome.HandedOver(Given.Failure()), failed: 1, lost: 5);

        Assert.Equal((RetryReason.HandedOverTryAgain, true), (decision.Reason, decision.TryAgain));
    }

    // deadline, delay, seconds since the call at the attempt's end, and since then until now -> reason, delay
    [Theory]
    [InlineData(60, 10, 40, 0, RetryReason.FailedTryAgain, 10)]
    [InlineData(60, 10, 50, 0, RetryReason.FailedTryAgain, 10)]
    [InlineData(60, 10, 51, 0, RetryReason.DeadlinePassed, 0)]
    [InlineData(60, 10, 40, 4, RetryReason.FailedTryAgain, 6)]
    [InlineData(60, 10, 40, 15, RetryReason.FailedTryAgain, 0)]
    [InlineData(60, 10, 40, 20, RetryReason.FailedTryAgain, 0)]
    [InlineData(60, 10, 40, 21, RetryReason.DeadlinePassed, 0)]
    [InlineData(0, 0, 0, 0, RetryReason.FailedTryAgain, 0)]
    [InlineData(0, 0, 1, 0, RetryReason.DeadlinePassed, 0)]
    internal void No_attempt_begins_behind_the_deadline(int deadline, int delay, int ended, int later, RetryReason reason, int left)
    {
        var options = new RetryOptions { MaxAttempts = 9, Delay = TimeSpan.FromSeconds(delay), Deadline = TimeSpan.FromSeconds(deadline) };

        var decision = RetryDecision.After(Failed(ended, later), new TaskOptions { Retry = options });

        Assert.Equal((reason, TimeSpan.FromSeconds(left)), (decision.Reason, decision.Delay));
    }

    [Theory]
    [InlineData(49, RetryReason.FailedTryAgain)]
    [InlineData(50, RetryReason.ActionTimeOver)]
    internal void No_attempt_begins_when_the_actions_time_is_over(int ended, RetryReason reason)
    {
        var options = new TaskOptions
        {
            Retry = new RetryOptions { MaxAttempts = 9, Delay = TimeSpan.FromSeconds(10) },
            Timeout = new TimeoutOptions { Action = TimeSpan.FromSeconds(60) },
        };

        Assert.Equal(reason, RetryDecision.After(Failed(ended), options).Reason);
    }

    [Fact]
    public void Lost_attempt_behind_the_deadline_is_final_and_says_why()
    {
        var options = new TaskOptions { Retry = new RetryOptions { Deadline = TimeSpan.FromSeconds(1) } };
        var tried = Failed(ended: 2) with { Outcome = Outcome.Lost(Given.Failure("the silo is gone")) };

        var decision = RetryDecision.After(tried, options);

        Assert.Equal(RetryReason.DeadlinePassed, decision.Reason);
        var message = decision.Final(tried, options).Failure!.Message;
        Assert.Contains("Deadline (00:00:01)", message, StringComparison.Ordinal);
        Assert.EndsWith("the silo is gone", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void Numbers_of_attempts_outside_their_range_are_refused(int number)
    {
        Assert.Contains("from 1", Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { MaxAttempts = number }).Message, StringComparison.Ordinal);
        Assert.Contains("from 1", Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { MaxLostAttempts = number }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(86_401)]
    public void Delays_outside_their_range_are_refused(int seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        Assert.Contains("zero to a day", Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { Delay = time }).Message, StringComparison.Ordinal);
        Assert.Contains("zero to a day", Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { MaxDelay = time }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_values_outside_their_range_are_refused_with_the_range()
    {
        Assert.Contains("from 1", Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { BackoffFactor = 0.9 }).Message, StringComparison.Ordinal);
        Assert.Contains("to 100", Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { BackoffFactor = double.NaN }).Message, StringComparison.Ordinal);
        Assert.Contains("from 0", Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { Jitter = -0.1 }).Message, StringComparison.Ordinal);
        Assert.Contains("to 1", Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { Jitter = 1.1 }).Message, StringComparison.Ordinal);
        Assert.Contains("365 days", Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { Deadline = TimeSpan.FromTicks(-1) }).Message, StringComparison.Ordinal);
        Assert.Contains("full names", Assert.Throws<ArgumentException>(() => RetryOptions.None.RetryOn("")).Message, StringComparison.Ordinal);
        Assert.Contains("more than zero", Assert.Throws<ArgumentOutOfRangeException>(() => new TimeoutOptions { Attempt = TimeSpan.Zero }).Message, StringComparison.Ordinal);
        Assert.Contains("to a day", Assert.Throws<ArgumentOutOfRangeException>(() => new TimeoutOptions { Grace = TimeSpan.FromDays(2) }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_is_no_retry_of_a_failure() =>
        Assert.Equal((1, 3, TimeSpan.Zero), (RetryOptions.None.MaxAttempts, RetryOptions.None.MaxLostAttempts, RetryOptions.None.Delay));

    private static Tried Failed(int ended, int later = 0) => new(
        Given.Launch("own.task").ToRootCall(), Outcome.Failed(Given.Failure()), 1, 0, Given.Noon.AddSeconds(ended), Given.Noon.AddSeconds(ended + later));

    private static RetryDecision After(RetryOptions options, Outcome outcome, int failed = 1, int lost = 0) => RetryDecision.After(
        new Tried(Given.Launch("own.task").ToRootCall(), outcome, failed, lost, Given.Noon, Given.Noon), new TaskOptions { Retry = options });
}
