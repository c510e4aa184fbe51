namespace Undercurrent;

/// <summary>A called task, or a run, failed. What happened there is in <see cref="Failure"/> as data.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>For a failure.</summary>
    public TaskFailedException(TaskFailure failure)
        : base((failure ?? throw new ArgumentNullException(nameof(failure))).Headline) => Failure = failure;

    /// <summary>What failed, from the root cause up.</summary>
    public TaskFailure Failure { get; }

    /// <summary>The chain that begins with the root cause, then the stack of the caller.</summary>
    public override string ToString() =>
        $"{typeof(TaskFailedException).FullName}: {Message}{Environment.NewLine}{Failure}{Environment.NewLine}seen by the caller{Environment.NewLine}{StackTrace}";
}
