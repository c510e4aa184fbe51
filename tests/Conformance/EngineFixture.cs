namespace Undercurrent.Conformance;

/// <summary>
/// An engine to hold against the rules. A test project derives one fixture from it for each engine, and one sealed
/// class from each conformance class; xunit makes the fixture and passes it in.
/// </summary>
/// <remarks>
/// Tests of one fixture run at the same time as others: they share nothing but the engine. The engine has the services
/// and limits of <see cref="ConformanceServices"/>, and runs its bodies in the process of the tests.
/// </remarks>
public abstract class EngineFixture : IAsyncLifetime
{
    /// <summary>The runner under test; ready behind <see cref="InitializeAsync"/>.</summary>
    public abstract IRunner Runner { get; }

    /// <summary>How many processes or silos execute actions. With more than one, tests also ask that actions were spread.</summary>
    public abstract int HostCount { get; }

    /// <summary>Whether actions may run elsewhere than where they were called.</summary>
    public bool IsCluster => HostCount > 1;

    /// <summary>Starts the engine.</summary>
    public abstract Task InitializeAsync();

    /// <summary>Stops the engine.</summary>
    public abstract Task DisposeAsync();
}
