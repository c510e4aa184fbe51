namespace Undercurrent;

/// <summary>A task library can't be loaded.</summary>
public sealed class TaskLibraryException : Exception
{
    /// <summary>With the words of the error.</summary>
    public TaskLibraryException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
