using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution;

public sealed class AttemptLimitTests
{
    // attempt, action (0 for none), seconds since the call -> limit, whether it is the action's
    [Theory]
    [InlineData(10, 0, 1000, 10, false)]
    [InlineData(10, 60, 0, 10, false)]
    [InlineData(10, 60, 49, 10, false)]
    [InlineData(10, 60, 50, 10, true)]
    [InlineData(10, 60, 58, 2, true)]
    [InlineData(0, 60, 0, 60, true)]
    [InlineData(0, 60, 61, -1, true)]
    public void Limit_is_the_smaller_of_the_attempts_and_what_is_left_of_the_actions(int attempt, int action, int since, int limit, bool isOfAction)
    {
        var options = new TimeoutOptions
        {
            Attempt = attempt == 0 ? null : TimeSpan.FromSeconds(attempt),
            Action = action == 0 ? null : TimeSpan.FromSeconds(action),
            Grace = TimeSpan.FromSeconds(3),
        };

        var found = AttemptLimit.For(options, Given.Noon, Given.Noon.AddSeconds(since))!;

        Assert.Equal(new AttemptLimit(TimeSpan.FromSeconds(limit), TimeSpan.FromSeconds(3), isOfAction, (isOfAction ? options.Action : options.Attempt)!.Value), found);
    }

    [Fact]
    public void Without_options_there_is_none()
    {
        Assert.Null(AttemptLimit.For(TimeoutOptions.None, Given.Noon, Given.Noon));
        Assert.Null(AttemptLimit.For(new TimeoutOptions { Grace = TimeSpan.Zero }, Given.Noon, Given.Noon.AddYears(1)));
    }
}
