namespace Undercurrent;

/// <summary>
/// Thrown by a body to say that no further attempt would help: the action fails at once, whatever its <see cref="RetryOptions"/>
/// say, and so does every caller that lets it through.
/// </summary>
public sealed class NonRetryableException : Exception
{
    /// <summary>With what is wrong.</summary>
    public NonRetryableException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong, and the exception that shows it.</summary>
    public NonRetryableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
