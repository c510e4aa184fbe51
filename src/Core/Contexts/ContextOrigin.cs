namespace Undercurrent;

/// <summary>Who set a context key: a run's launch, or a scope with its action, file and line (rule V1).</summary>
/// <remarks>Immutable. Made by the product; equal by value.</remarks>
public sealed record ContextOrigin
{
    /// <summary>Whether a launch or a scope set the key.</summary>
    public required ContextOriginKind Kind { get; init; }

    /// <summary>Who launched, for <see cref="ContextOriginKind.Launch"/>: a person at a machine, a program, or a run's action.</summary>
    public string? LaunchedBy { get; init; }

    /// <summary>The run whose action opened the scope; null outside a run.</summary>
    public RunId? RunId { get; init; }

    /// <summary>The action that opened the scope; null for a scope that was opened outside a run.</summary>
    public ActionId? ActionId { get; init; }

    /// <summary>The task of that action.</summary>
    public string? Task { get; init; }

    /// <summary>The scope's source file, as the compiler gave it; null for a launch.</summary>
    public string? File { get; init; }

    /// <summary>The scope's line in <see cref="File"/>, from 1; 0 for a launch.</summary>
    public int Line { get; init; }

    internal static ContextOrigin Launch(string launchedBy) =>
        new() { Kind = ContextOriginKind.Launch, LaunchedBy = launchedBy };

    internal static ContextOrigin Scope(TaskContext? action, string file, int line) => new()
    {
        Kind = ContextOriginKind.Scope,
        RunId = action?.RunId,
        ActionId = action?.ActionId,
        Task = action?.Task,
        File = file,
        Line = line,
    };

    /// <summary>For people: <c>run launch by ada@host</c>, <c>scope in hello.parent at HelloWorld.cs:21 (action 4k2…)</c>.</summary>
    public override string ToString() => Kind switch
    {
        ContextOriginKind.Launch => $"run launch by {LaunchedBy}",
        _ when ActionId is null => $"scope outside a run at {ShortFile}:{Line}",
        _ => $"scope in {Task} at {ShortFile}:{Line} (action {ActionId})",
    };

    // Path separators of both kinds, since a library may have been compiled on another system.
    private string ShortFile => File is null ? "?" : File[(File.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
}
