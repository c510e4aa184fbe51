using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Undercurrent.Execution;

/// <summary>
/// An attempt whose body runs: what its <see cref="TaskContext"/> shows, and the calls that it made. An action doesn't
/// outlive its calls: at the body's end the calls that nobody awaited are waited for, or cancelled when the body failed.
/// </summary>
internal sealed partial class OpenAction : IAsyncDisposable
{
    private readonly CancellationToken _callToken;
    private readonly bool _isBlocking;
    private readonly Lock _gate = new();
    private Interruption? _interruption;
    private ITimer? _limit;
    private CancellationTokenSource? _cancellation;
    private CancellationTokenSource? _bodyCancellation;
    private AsyncServiceScope? _services;
    private bool _closed;

    public OpenAction(TaskHost host, ActionCall call, bool isBlocking, IAttemptWaiter? waiter, CancellationToken callToken)
    {
        _isBlocking = isBlocking;
        Host = host;
        Call = call;
        Waiter = waiter;
        _callToken = callToken;
        Context = new TaskContext(this);
        _places = call.Places is null ? null : new HeldPlaces(host.Limits, call, call.Places);
        Recorded = call.IsReplay ? new RecordedCalls(host, call) : null;
    }

    public TaskHost Host { get; }

    public ActionCall Call { get; }

    /// <summary>For <see cref="OpenActions"/> alone.</summary>
    public OpenLink Link { get; set; }

    /// <summary>Who waits for the attempt; null in tests without one.</summary>
    public IAttemptWaiter? Waiter { get; }

    public TaskContext Context { get; }

    public ILogger Logger => field ??= Host.LoggerFactory.CreateLogger(Call.Task);

    /// <summary>
    /// Whether the stop of this process reached the body: a call of its own was given up, or its token, which it looked at, was
    /// signalled. Whatever it returns then is not what it would have returned.
    /// </summary>
    public bool IsStopped => _callWasGivenUp || (_bodyCancellation is not null && Host.Stopping.IsCancellationRequested);

    /// <summary>How the values of its steps and signals become JSON: as the task's inputs do.</summary>
    public JsonSerializerOptions Json { get; init; } = TaskJson.DefaultOptions;

    /// <summary>The random values that the body may draw: one object for all of its branches.</summary>
    public StableValues Values
    {
        get
        {
            lock (_gate)
            {
                return field ??= StableValues.Of(Call);
            }
        }
    }

    /// <summary>What the body called before a crash; null when it runs for the first time.</summary>
    public RecordedCalls? Recorded { get; }

    /// <summary>The body's token. Made when first asked for: most small bodies neither read it nor call.</summary>
    public CancellationToken CancellationToken
    {
        get
        {
            lock (_gate)
            {
                return _closed ? Over : (_bodyCancellation ??= new FollowingSource(Host.Log, CallSource.Token, Host.Stopping)).Token;
            }
        }
    }

    /// <summary>
    /// The token of the body's calls. It isn't signalled when this process stops and the run goes on elsewhere: what was
    /// called there has no reason to end, and a cancellation would be recorded as its outcome.
    /// </summary>
    public CancellationToken CallToken
    {
        get
        {
            lock (_gate)
            {
                return _closed ? Over : CallSource.Token;
            }
        }
    }

    public IServiceProvider Services
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_closed, Context);
                return (_services ??= Host.Services.CreateAsyncScope()).ServiceProvider;
            }
        }
    }

    // Work that the body left behind: for it the action is over.
    private static CancellationToken Over => new(canceled: true);

    private CancellationTokenSource CallSource => _cancellation ??= Host.Store.IsShared
        ? new FollowingSource(Host.Log, _callToken)
        : new FollowingSource(Host.Log, _callToken, Host.Stopping);

    public bool IsCancellationRequested =>
        _callToken.IsCancellationRequested || Host.Stopping.IsCancellationRequested || Volatile.Read(ref _interruption) is not null;

    /// <summary>Right before the body: from now on the attempt's time counts.</summary>
    /// <exception cref="OperationCanceledException">It is cancelled already.</exception>
    public void Begin()
    {
        if (Call.Limit is { } limit)
        {
            _limit = Host.Time.CreateTimer(
                static action => ((OpenAction)action!).EndTime(), this, limit.Time, Timeout.InfiniteTimeSpan);
        }

        Host.Cancels.Begin(this);
        _callToken.ThrowIfCancellationRequested();
        if (Volatile.Read(ref _interruption) is not null)
        {
            throw new OperationCanceledException("it was cancelled before its body began");
        }
    }

    /// <summary>False when it is interrupted already, or its end is settled.</summary>
    public bool TryInterrupt(Interruption why) => Interlocked.CompareExchange(ref _interruption, why, null) is null;

    /// <summary>Cancels the body's token and its calls. Never faults.</summary>
    public Task CancelAsync()
    {
        lock (_gate)
        {
            return _closed ? Task.CompletedTask : CallSource.CancelSafelyAsync(Host.Log);
        }
    }

    /// <summary>
    /// The attempt's outcome, now that its body has ended so: another when it was interrupted. From here on it can't be
    /// interrupted any more.
    /// </summary>
    public ValueTask<Outcome> SettleAsync(Outcome outcome) => Interlocked.CompareExchange(ref _interruption, Settled.Instance, null) is { } why
        ? why.EndBodyAsync(Call, outcome)
        : new(outcome);

    /// <summary>At the body's end: see <see cref="RecordedCalls.WarnAsync"/>.</summary>
    public ValueTask WarnAsync() => Recorded is null ? ValueTask.CompletedTask : Recorded.WarnAsync();

    /// <summary>The same at the end of a body that failed. That stands, even when there could be no warning.</summary>
    /// <returns>What the attempt fails with: <paramref name="failure"/>, unless that only came of a record that could not be read.</returns>
    public async ValueTask<Exception> WarnBehindAsync(Exception failure)
    {
        try
        {
            await WarnAsync().ConfigureAwait(false);
            return failure;
        }
        catch (Exception exception)
        {
            return Recorded!.HasMissed ? exception : failure;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Host.Cancels.Open.Remove(this);
        lock (_gate)
        {
            _closed = true;
            _places?.Leave();
        }

        _limit?.Dispose();
        _bodyCancellation?.Dispose();
        _cancellation?.Dispose();
        if (_services is { } services)
        {
            await services.DisposeAsync().ConfigureAwait(false);
        }
    }

    // One that is cancelled with what is above it stays so, even if it takes its time to end.
    private void EndTime() => _ = Abandonment.InterruptAsync(
        this, _callToken.IsCancellationRequested ? new CancelRequest(Call.Limit!.Grace) : new TimedOut(Call.Limit!));

    private sealed class Settled : Interruption
    {
        public static readonly Settled Instance = new();

        public override TimeSpan Grace => TimeSpan.Zero;

        public override Outcome Instead(ActionCall call, Outcome outcome) => outcome;

        public override Outcome Abandoned(ActionCall call) => throw new NotSupportedException();
    }
}
