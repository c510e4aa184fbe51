namespace Undercurrent;

/// <summary>The called action, or the run, was cancelled.</summary>
public sealed class ActionCancelledException : OperationCanceledException
{
    /// <summary>With the words of the error and the token that asked for it.</summary>
    internal ActionCancelledException(string message, CancellationToken token)
        : base(message, token)
    {
    }
}
