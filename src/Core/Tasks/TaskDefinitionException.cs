namespace Undercurrent;

/// <summary>A task or an environment can't be defined so: its name is taken or invalid, or a type can't travel as JSON.</summary>
public sealed class TaskDefinitionException : Exception
{
    /// <summary>With the words of the error.</summary>
    public TaskDefinitionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
