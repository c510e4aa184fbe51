using System.Text;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Support;

/// <summary>Short ways to what many tests begin with.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly ContextOrigin ByAda = ContextOrigin.Launch("ada");

    public static CustomContext Context(params ContextChange[] changes) => ContextMerge.Apply(CustomContext.Empty, changes, ByAda);

    /// <summary>An environment in a catalog of its own, so that nothing of the test is seen elsewhere.</summary>
    public static TaskEnvironment Environment(string name = "own", TaskEnvironmentOptions? options = null, TaskCatalog? catalog = null) =>
        new(name, options, catalog ?? new TaskCatalog(scanner: null), new SourceLocation("Own.cs", 1));

    public static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);

    public static RunLaunch Launch(string task, string runId = "run", string inputs = "[]", DateTimeOffset? at = null) => new()
    {
        RunId = RunId.Parse(runId),
        Task = task,
        Inputs = Json(inputs),
        Context = CustomContext.Empty,
        Labels = new Dictionary<string, string>(),
        LaunchedBy = "ada",
        LaunchedAt = at ?? Noon,
        Token = runId,
    };

    /// <summary>A call below the root of <paramref name="launch"/>, or the root itself.</summary>
    public static ActionCall Call(RunLaunch launch, int? child = null)
    {
        var root = launch.ToRootCall();
        return child is null ? root : root with { ActionId = new ActionId((UInt128)child.Value, 0), ParentId = root.ActionId };
    }

    public static AttemptStarted Started(ActionCall call) => new(call, "here", Noon);

    public static AttemptEnded Ended(ActionCall call, Outcome? outcome = null) => new(call, outcome ?? Outcome.Succeeded(Json("1")), Noon);

    public static TaskFailure Failure(string message = "broke", TaskFailure? cause = null) =>
        new() { Type = "System.InvalidOperationException", Message = message, Cause = cause };
}
