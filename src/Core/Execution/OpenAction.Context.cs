namespace Undercurrent.Execution;

/// <content>What the body reads of the context, and what of it is to be in no text.</content>
internal sealed partial class OpenAction
{
    // A body that opens scopes without end has the same few values in them.
    private const int MaxSensitive = 100;

    private ContextReads? _reads;
    private List<CustomContext>? _sensitive;

    /// <summary>What the body reads of the context. Made when it first does.</summary>
    public ContextReads Reads => _reads ?? MakeReads();

    /// <summary>The outcome with what is recorded of the body's reads.</summary>
    public Outcome WithReads(Outcome outcome) => _reads is null ? outcome : _reads.AddTo(outcome);

    private ContextReads MakeReads()
    {
        var made = new ContextReads(Call.Context, Call.Guard);
        return Interlocked.CompareExchange(ref _reads, made, null) ?? made;
    }

    /// <summary>Notes a context with sensitive values that a scope of the body opens: they may be in what it throws.</summary>
    public void NoteSensitive(CustomContext context)
    {
        lock (_gate)
        {
            if ((_sensitive ??= []).Count < MaxSensitive)
            {
                _sensitive.Add(context);
            }
        }
    }

    /// <summary>A failure without the sensitive values of the body's own scopes; those of its context are out of it already.</summary>
    public TaskFailure Scrub(TaskFailure failure)
    {
        lock (_gate)
        {
            return _sensitive?.Aggregate(failure, FailureFactory.Scrub) ?? failure;
        }
    }
}
