namespace Undercurrent.Cluster.Tests.Grains;

/// <summary>Asks whether it runs inside an action.</summary>
[Alias("tests.asking")]
public interface IAskingGrain : IGrainWithStringKey
{
    /// <summary>Whether <see cref="TaskContext.HasCurrent"/>.</summary>
    [Alias("has")]
    Task<bool> HasTaskContextAsync();
}
