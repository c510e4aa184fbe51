namespace Undercurrent.Storage;

/// <summary>A run store can't be opened: the message says what is wrong and what to do.</summary>
public sealed class RunStoreException : Exception
{
    /// <summary>With words of its own and what lies under it.</summary>
    public RunStoreException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
