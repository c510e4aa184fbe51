using Undercurrent.Records;

namespace Undercurrent.Web.Contract;

/// <summary>One try of an action.</summary>
public sealed record AttemptJson
{
    /// <summary>From 1, and again from 1 when an ancestor was tried again.</summary>
    public required int Number { get; init; }

    /// <summary><c>depth:attempt</c> for each ancestor whose attempt was not the first; absent when all were.</summary>
    public string? AncestorAttempts { get; init; }

    /// <summary>The process or silo that ran it; absent when it was lost before it could say so.</summary>
    public string? Host { get; init; }

    /// <summary>Its state.</summary>
    public required ActionState State { get; init; }

    /// <summary>When its body started; absent when the host was lost before it could say so.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; absent while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it failed with, or why it was lost; absent otherwise.</summary>
    public FailureJson? Failure { get; init; }
}
