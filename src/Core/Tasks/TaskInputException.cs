namespace Undercurrent;

/// <summary>The inputs of a call, or a result, don't fit the task. Nothing of the call has run.</summary>
public sealed class TaskInputException : ArgumentException
{
    /// <summary>For <paramref name="task"/>, with the words of the error.</summary>
    public TaskInputException(string task, string message, Exception? inner = null)
        : base(message, inner) => Task = task;

    /// <summary>The task's name.</summary>
    public string Task { get; }
}
