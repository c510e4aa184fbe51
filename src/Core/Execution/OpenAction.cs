using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Undercurrent.Execution;

/// <summary>
/// An attempt whose body runs: what its <see cref="TaskContext"/> shows, and the calls that it made. An action doesn't
/// outlive its calls: at the body's end the calls that nobody awaited are waited for, or cancelled when the body failed.
/// </summary>
internal sealed class OpenAction : IAsyncDisposable
{
    private readonly CancellationToken _callToken;
    private readonly bool _isBlocking;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _cancellation;
    private CancellationTokenSource? _bodyCancellation;
    private CallIdentity? _calls;
    private ContextReads? _reads;
    private readonly HeldPlaces? _places;
    private AsyncServiceScope? _services;
    private TaskCompletionSource? _callsDone;
    private int _openCalls;
    private int _openWaits;
    private bool _callWasGivenUp;
    private bool _bodyEnded;
    private bool _closed;

    public OpenAction(TaskHost host, ActionCall call, bool isBlocking, CancellationToken callToken)
    {
        _isBlocking = isBlocking;
        Host = host;
        Call = call;
        _callToken = callToken;
        Context = new TaskContext(this);
        _places = call.Places is null ? null : new HeldPlaces(host.Limits, call, call.Places);
        Recorded = call.IsReplay ? new RecordedCalls(host, call) : null;
    }

    public TaskHost Host { get; }

    public ActionCall Call { get; }

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

    /// <summary>What the body reads of the context. Made when it first does.</summary>
    public ContextReads Reads => _reads ?? MakeReads();

    /// <summary>The body's token. Made when first asked for: most small bodies neither read it nor call.</summary>
    public CancellationToken CancellationToken
    {
        get
        {
            lock (_gate)
            {
                return _closed ? Over : (_bodyCancellation ??= CancellationTokenSource.CreateLinkedTokenSource(CallSource.Token, Host.Stopping)).Token;
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
        ? CancellationTokenSource.CreateLinkedTokenSource(_callToken)
        : CancellationTokenSource.CreateLinkedTokenSource(_callToken, Host.Stopping);

    public bool IsCancellationRequested => _callToken.IsCancellationRequested || Host.Stopping.IsCancellationRequested;

    /// <summary>Notes a call that begins, and names it. A step is none that the body waits for: it is the body.</summary>
    /// <exception cref="InvalidOperationException">The body has ended.</exception>
    public ActionId BeginCall(string task, ReadOnlySpan<byte> inputs, CustomContext context, bool isWait = true)
    {
        CallIdentity calls;
        lock (_gate)
        {
            if (_bodyEnded)
            {
                throw new InvalidOperationException(
                    $"The body of '{Call.Task}' (action {Call.ActionId}) has ended, and work that it left behind now calls '{task}'. "
                    + "Await that work in the body, or launch a run of its own with TaskContext.Current.Runner before the body ends.");
            }

            if (_openCalls++ == 0 && _isBlocking)
            {
                Host.BlockingBodies.BeginWait();
            }

            if (isWait && _openWaits++ == 0)
            {
                // The places of a body that waits are for others.
                _places?.Leave();
            }

            calls = _calls ??= new CallIdentity(Call.ActionId);
        }

        return calls.Next(task, inputs, context);
    }

    /// <param name="wasGivenUp">Because this process stops.</param>
    /// <param name="isWait">As it began: whether the body only waited for it.</param>
    /// <returns>Whether the body has to take its places again before it goes on: see <see cref="ReturnAsync"/>.</returns>
    public bool EndCall(bool wasGivenUp, bool isWait = true)
    {
        lock (_gate)
        {
            _callWasGivenUp |= wasGivenUp;
            var mustReturn = isWait && --_openWaits == 0 && _places is not null && !_bodyEnded;
            if (--_openCalls > 0)
            {
                return mustReturn;
            }

            _callsDone?.SetResult();
            if (_isBlocking)
            {
                Host.BlockingBodies.EndWait();
            }

            return mustReturn;
        }
    }

    /// <summary>Takes the places again that the body gave up while it waited.</summary>
    public async Task ReturnAsync()
    {
        await _places!.ReturnAsync(CallToken).ConfigureAwait(true);
        lock (_gate)
        {
            // Another branch of the body waits by now, or there is nobody any more who would give them back.
            if (_openWaits > 0 || _closed)
            {
                _places.Leave();
            }
        }
    }

    /// <summary>The outcome with what is recorded of the body's reads.</summary>
    public Outcome WithReads(Outcome outcome) => _reads is null ? outcome : _reads.AddTo(outcome);

    private ContextReads MakeReads()
    {
        var made = new ContextReads(Call.Context, Call.Guard);
        return Interlocked.CompareExchange(ref _reads, made, null) ?? made;
    }

    /// <summary>Ends the body: no further calls; waits for those that are open, cancelling them first when it failed.</summary>
    public async ValueTask EndBodyAsync(bool failed)
    {
        Task done;
        lock (_gate)
        {
            _bodyEnded = true;
            if (_openCalls == 0)
            {
                return;
            }

            _callsDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            done = _callsDone.Task;
        }

        if (failed && _cancellation is not null)
        {
            await _cancellation.CancelSafelyAsync(Host.Log).ConfigureAwait(true);
        }

        await done.ConfigureAwait(true);
    }

    /// <summary>At the body's end: see <see cref="RecordedCalls.WarnAsync"/>.</summary>
    public ValueTask WarnAsync() => Recorded is null ? ValueTask.CompletedTask : Recorded.WarnAsync();

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
            _places?.Leave();
        }

        _bodyCancellation?.Dispose();
        _cancellation?.Dispose();
        if (_services is { } services)
        {
            await services.DisposeAsync().ConfigureAwait(true);
        }
    }
}
