namespace Undercurrent.Web.Contract;

/// <summary>Who set a context key: a run's launch, or a scope with its action, file and line.</summary>
public sealed record OriginJson
{
    /// <summary>A launch or a scope.</summary>
    public required ContextOriginKind Kind { get; init; }

    /// <summary>For people, in one line.</summary>
    public required string Text { get; init; }

    /// <summary>Who launched; absent for a scope.</summary>
    public string? LaunchedBy { get; init; }

    /// <summary>The run whose action opened the scope; absent outside a run and for a launch.</summary>
    public string? RunId { get; init; }

    /// <summary>The action that opened the scope; absent outside a run and for a launch.</summary>
    public string? ActionId { get; init; }

    /// <summary>The task of that action.</summary>
    public string? Task { get; init; }

    /// <summary>The scope's source file, as the compiler gave it; absent for a launch.</summary>
    public string? File { get; init; }

    /// <summary>The scope's line, from 1; absent for a launch.</summary>
    public int? Line { get; init; }
}
