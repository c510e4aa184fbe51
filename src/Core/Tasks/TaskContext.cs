using Microsoft.Extensions.Logging;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent;

/// <summary>What a task body can know of the action that it runs in.</summary>
/// <remarks>
/// <see cref="Current"/> flows as the custom context does (rule F2). Members are thread-safe. It is valid while the body
/// runs; calls made from it after the body's end are refused.
/// </remarks>
public sealed partial class TaskContext
{
    private const int MaxReportLength = 8192;

    private readonly OpenAction _open;

    internal TaskContext(OpenAction open) => _open = open;

    /// <summary>The action that this code runs in.</summary>
    /// <exception cref="InvalidOperationException">This code runs outside an action; the message says what to do.</exception>
    public static TaskContext Current => Ambient.Current?.Action ?? throw new InvalidOperationException(
        "This code runs outside an action, so there is no TaskContext. It exists inside the body of a task that a runner launched: "
        + "await LocalRunner.Create().StartAsync(task). Ask TaskContext.HasCurrent first where both can be; to read only the custom "
        + "context, CustomContext.Current works everywhere. Work handed to a queue or a grain timer leaves the action: see CustomContext.Capture.");

    /// <summary>Whether this code runs inside an action.</summary>
    public static bool HasCurrent => Ambient.Current?.Action is not null;

    /// <summary>The run.</summary>
    public RunId RunId => _open.Call.RunId;

    /// <summary>The action.</summary>
    public ActionId ActionId => _open.Call.ActionId;

    /// <summary>The action whose body called this one; null for the root.</summary>
    public ActionId? ParentId => _open.Call.ParentId;

    /// <summary>The task's name.</summary>
    public string Task => _open.Call.Task;

    /// <summary>Which try of the action this is, from 1.</summary>
    public int Attempt => _open.Call.Attempt;

    /// <summary>
    /// The custom context with the open scopes of this body: the same object as <see cref="Undercurrent.CustomContext.Current"/>
    /// (rule R2). Read from outside the body, it is the one that the action started with.
    /// </summary>
    public CustomContext CustomContext =>
        Ambient.Current is { } scope && ReferenceEquals(scope.Action, this) ? scope.Context : _open.Call.Context;

    /// <summary>
    /// Cancelled when the run or the action is cancelled, and when the process stops. Pass it on to what the body awaits.
    /// Calls of other tasks heed it by themselves.
    /// </summary>
    public CancellationToken CancellationToken => _open.CancellationToken;

    /// <summary>A logger of the task's name; its lines, and those of any other logger here, carry run, action and attempt.</summary>
    public ILogger Logger => _open.Logger;

    /// <summary>The host's services, in a scope that lives as long as the attempt.</summary>
    public IServiceProvider Services => _open.Services;

    /// <summary>Launches further runs from here; they start from this body's context (rule S11).</summary>
    public IRunner Runner => _open.Host.Runner;

    /// <summary>
    /// Reports a line for people: it becomes an event of the run, which <see cref="RunHandle.FollowAsync(CancellationToken)"/> shows wherever
    /// the action runs.
    /// </summary>
    /// <param name="line">At most 8,192 characters.</param>
    /// <exception cref="ArgumentException">The line is longer.</exception>
    public async ValueTask ReportAsync(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Length > MaxReportLength)
        {
            throw new ArgumentException(
                $"A reported line has at most {MaxReportLength:N0} characters; this has {line.Length:N0}. Return large texts as the task's result.", nameof(line));
        }

        await _open.Host.Store.AppendAsync(new ActionReported(_open.Call, SensitiveText.Scrub(line, CustomContext), _open.Host.Time.GetUtcNow())).ConfigureAwait(true);
    }

    internal OpenAction Open => _open;
}
