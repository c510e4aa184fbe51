namespace Undercurrent.Cluster.Tests.Grains;

/// <summary>An ordinary grain, as an application has them; it knows nothing of tasks.</summary>
[Alias("tests.seeing")]
public interface ISeeingGrain : IGrainWithStringKey
{
    /// <summary>What it sees, as JSON.</summary>
    [Alias("see")]
    Task<string> SeeAsync();

    /// <summary>What another grain sees that this one calls, inside a scope of its own and behind it.</summary>
    [Alias("seeBelow")]
    Task<string[]> SeeBelowAsync(string other, string key, string value);

    /// <summary>What another grain sees that this one calls inside a scope without a key.</summary>
    [Alias("seeWithout")]
    Task<string> SeeWithoutAsync(string other, string key);

    /// <summary>What each step of the enumeration sees.</summary>
    [Alias("seeSteps")]
    IAsyncEnumerable<string> SeeStepsAsync(int steps);

    /// <summary>What a grain timer sees: by itself, and behind entering what was captured here.</summary>
    [Alias("seeInTimer")]
    Task<string[]> SeeInTimerAsync();

    /// <summary>Who set a key, as the grain sees it.</summary>
    [Alias("originOf")]
    Task<string> OriginOfAsync(string key);
}
