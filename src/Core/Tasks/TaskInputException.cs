namespace Undercurrent;

/// <summary>The inputs of a call don't fit the task, and nothing of it has run; or its result can't travel, and the body has run.</summary>
public sealed class TaskInputException : ArgumentException
{
    /// <summary>For <paramref name="task"/>, with the words of the error.</summary>
    public TaskInputException(string task, string message, Exception? inner = null)
        : base(message, inner) => Task = task;

    /// <summary>The task's name.</summary>
    public string Task { get; }
}
