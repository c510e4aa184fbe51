using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>Finds a run for a route, or answers that there is none.</summary>
internal static class RunReading
{
    /// <summary>The whole run, with the states of what its root called.</summary>
    /// <exception cref="ProblemException">There is no such run.</exception>
    public static async Task<RunJson> ReadAsync(WebBackend backend, RunId id, CancellationToken cancellationToken)
    {
        var records = backend.Runner.Records;
        var run = await records.GetRunAsync(id, cancellationToken) ?? throw ExceptionProblems.UnknownRun(id);
        var children = await records.CountChildrenAsync(id, run.RootActionId, cancellationToken);
        return run.ToJson(backend.Time.GetUtcNow(), isWhole: true, children);
    }

    /// <summary>Its handle.</summary>
    /// <exception cref="ProblemException">There is no such run.</exception>
    public static async Task<RunHandle> FindAsync(WebBackend backend, RunId id, CancellationToken cancellationToken) =>
        await backend.Runner.GetRunAsync(id, cancellationToken) ?? throw ExceptionProblems.UnknownRun(id);

    /// <summary>Does what depends on who runs the run.</summary>
    /// <exception cref="ProblemException">Another process runs it.</exception>
    public static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new ProblemException(ProblemKinds.NotPossible, exception.Message);
        }
    }
}
