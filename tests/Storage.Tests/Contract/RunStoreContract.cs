using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>What all classes of the contract have: the store that they share.</summary>
public abstract class RunStoreContract(RunStoreFixture fixture)
{
    private protected RunStoreFixture Fixture { get; } = fixture;

    private protected IRunStore Store => Fixture.Store;

    private protected Task<TestRun> LaunchedAsync(RunLaunch? launch = null, string owner = "") => TestRun.LaunchAsync(Store, launch, owner);
}
