using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Databases;

public sealed class LaunchDetailsTests
{
    [Fact]
    public void Explicit_zero_of_an_option_comes_back_as_zero()
    {
        var options = new TaskOptions
        {
            Retry = new RetryOptions { MaxAttempts = 3, Delay = TimeSpan.FromSeconds(8), MaxDelay = TimeSpan.Zero },
            Timeout = new TimeoutOptions { Attempt = TimeSpan.FromSeconds(1), Grace = TimeSpan.Zero },
        };
        var details = LaunchDetails.FromJson(LaunchDetails.ToJson(Given.Launch() with { TaskOptions = options, MaxConcurrency = 3 }));

        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, 3), (details.TaskOptions!.Retry.MaxDelay, details.TaskOptions.Timeout.Grace, details.MaxConcurrency));
    }
}
