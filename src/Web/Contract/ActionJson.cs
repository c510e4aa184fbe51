using System.Text.Json;
using Undercurrent.Records;

namespace Undercurrent.Web.Contract;

/// <summary>An action: one execution of a task inside a run.</summary>
public sealed record ActionJson
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The action's id.</summary>
    public required string Id { get; init; }

    /// <summary>The action that called it; absent for the root.</summary>
    public string? ParentId { get; init; }

    /// <summary>Its task.</summary>
    public required string Task { get; init; }

    /// <summary>Its state.</summary>
    public required ActionState State { get; init; }

    /// <summary>The context that it started with; values of sensitive keys are <c>***</c>.</summary>
    public required IReadOnlyDictionary<string, string> Context { get; init; }

    /// <summary>When its parent called it.</summary>
    public required DateTimeOffset CalledAt { get; init; }

    /// <summary>When its first attempt's body started; absent before, and for what ran nowhere.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; absent before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Milliseconds from the call to the end; absent before.</summary>
    public double? DurationMs { get; init; }

    /// <summary>Its inputs, one element for each; absent where they were too large for a list (<see cref="InputsSize"/>).</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>The size of its inputs as JSON, in bytes.</summary>
    public required int InputsSize { get; init; }

    /// <summary>Its result; absent unless it succeeded, and where it was too large for a list (<see cref="OutputSize"/>).</summary>
    public JsonElement? Output { get; init; }

    /// <summary>The size of its result as JSON, in bytes; absent unless it succeeded.</summary>
    public int? OutputSize { get; init; }

    /// <summary>Why it failed; absent unless it failed.</summary>
    public FailureJson? Failure { get; init; }

    /// <summary>The group that its call was made in; absent for none.</summary>
    public string? Group { get; init; }

    /// <summary>The context keys that its body read; absent for none.</summary>
    public IReadOnlyList<string>? Reads { get; init; }

    /// <summary>The context keys that its result may depend on; absent for none.</summary>
    public IReadOnlyList<string>? DependsOn { get; init; }

    /// <summary>Whose result it took instead of running (a cache hit, or a launch again); absent when it ran.</summary>
    public ActionSourceJson? Source { get; init; }

    /// <summary>Its attempts, in order.</summary>
    public required IReadOnlyList<AttemptJson> Attempts { get; init; }

    /// <summary>How many of the actions that it called are in each state; absent where that wasn't counted.</summary>
    public IReadOnlyDictionary<string, long>? Children { get; init; }

    /// <summary>The keys of its context with their origins; absent in a list.</summary>
    public IReadOnlyList<ContextEntryJson>? ContextEntries { get; init; }
}
