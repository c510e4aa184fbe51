namespace Undercurrent.Web.Contract;

/// <summary>A failure: what was thrown and where.</summary>
public sealed record FailureJson
{
    /// <summary>The full name of the exception's type.</summary>
    public required string Type { get; init; }

    /// <summary>Its message.</summary>
    public required string Message { get; init; }

    /// <summary>One line: the task where it began, the root cause's type and message.</summary>
    public required string Headline { get; init; }

    /// <summary>Its stack trace without the product's own frames; absent when there is none.</summary>
    public string? StackTrace { get; init; }

    /// <summary>The first frame of <see cref="StackTrace"/> that is of the task's own code; absent when none tells a file.</summary>
    public FrameJson? UserFrame { get; init; }

    /// <summary>The task whose body threw it; absent for a cause inside another failure.</summary>
    public string? Task { get; init; }

    /// <summary>That task's action.</summary>
    public string? ActionId { get; init; }

    /// <summary>The attempt that threw it, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>The failure that led to this one; absent for the root cause.</summary>
    public FailureJson? Cause { get; init; }

    /// <summary>The tasks that let it through unchanged, nearest first; absent for none.</summary>
    public IReadOnlyList<string>? PassedOnBy { get; init; }
}
