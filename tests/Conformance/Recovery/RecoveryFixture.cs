namespace Undercurrent.Conformance;

/// <summary>An engine over a record that outlives its owners, and a way to kill the owner of a run.</summary>
public abstract class RecoveryFixture : IAsyncLifetime
{
    /// <summary>Launches runs; the owner that it gives them to may be killed.</summary>
    public abstract IRunner Runner { get; }

    /// <summary>Kills who owns the run; returns when it goes on with another owner.</summary>
    public abstract Task<RunHandle> KillOwnerAsync(RunId runId);

    /// <summary>Starts the engine.</summary>
    public abstract Task InitializeAsync();

    /// <summary>Stops the engine.</summary>
    public abstract Task DisposeAsync();
}
