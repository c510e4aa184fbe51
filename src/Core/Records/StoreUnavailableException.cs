namespace Undercurrent.Records;

/// <summary>The run store could not be reached for as long as a launch may wait. Nothing was launched.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>With words of its own and the last error.</summary>
    public StoreUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
