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

        var decision = RetryDecision.After(outcome, attempt - lost, lost, options);

        // A lost attempt says nothing about the task: it is made again at once.
        var delay = reason == RetryReason.FailedTryAgain ? TimeSpan.FromSeconds(7) : TimeSpan.Zero;
        Assert.Equal((reason, delay, reason is RetryReason.FailedTryAgain or RetryReason.LostTryAgain), (decision.Reason, decision.Delay, decision.TryAgain));
    }

    [Fact]
    public void Decision_for_a_wrong_call_is_to_stop_whatever_is_left() =>
        Assert.Equal(
            RetryReason.CallIsWrong,
            RetryDecision.After(Outcome.Failed(Given.Failure(), canRetry: false), 1, 0, new RetryOptions { MaxAttempts = 10 }).Reason);

    [Fact]
    public void Attempt_that_was_handed_over_counts_for_nothing()
    {
        var decision = RetryDecision.After(Outcome.HandedOver(Given.Failure()), failed: 1, lost: 5, new RetryOptions { MaxLostAttempts = 1 });

        Assert.Equal((RetryReason.HandedOverTryAgain, true), (decision.Reason, decision.TryAgain));
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
    public void Delays_outside_their_range_are_refused(int seconds) =>
        Assert.Contains(
            "zero to a day", Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { Delay = TimeSpan.FromSeconds(seconds) }).Message, StringComparison.Ordinal);

    [Fact]
    public void Default_is_no_retry_of_a_failure() =>
        Assert.Equal((1, 3, TimeSpan.Zero), (RetryOptions.None.MaxAttempts, RetryOptions.None.MaxLostAttempts, RetryOptions.None.Delay));
}
