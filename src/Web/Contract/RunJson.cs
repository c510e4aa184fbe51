using System.Text.Json;
using Undercurrent.Records;

namespace Undercurrent.Web.Contract;

/// <summary>A run, as the API, the events and the command line's <c>-o json</c> show it.</summary>
public sealed record RunJson
{
    /// <summary>The run's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name of its root's task.</summary>
    public required string Task { get; init; }

    /// <summary>Its state.</summary>
    public required RunState State { get; init; }

    /// <summary>The context that it was launched with; values of sensitive keys are <c>***</c>.</summary>
    public required IReadOnlyDictionary<string, string> Context { get; init; }

    /// <summary>Its labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Who launched it.</summary>
    public required string LaunchedBy { get; init; }

    /// <summary>When it was launched, by the clock of the process that owns it.</summary>
    public required DateTimeOffset LaunchedAt { get; init; }

    /// <summary>When it ended; absent before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Milliseconds from launch to end, or until now while it runs; absent for an interrupted run.</summary>
    public double? DurationMs { get; init; }

    /// <summary>The action of its root.</summary>
    public required string RootActionId { get; init; }

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

    /// <summary>The process or silo that owns it, or owned it last; absent when it was given up for another to take.</summary>
    public string? Owner { get; init; }

    /// <summary>How often another owner took it over, after a crash or a stop.</summary>
    public int TakenOver { get; init; }

    /// <summary>The run that it was launched from again; absent for a launch of its own.</summary>
    public RunSourceJson? Source { get; init; }

    /// <summary>What deserves attention; absent in a list and when there is nothing.</summary>
    public IReadOnlyList<WarningJson>? Warnings { get; init; }

    /// <summary>How many of the actions that its root called are in each state; states without any are absent.</summary>
    public IReadOnlyDictionary<string, long>? Children { get; init; }

    /// <summary>The keys of its context with their origins; absent in a list.</summary>
    public IReadOnlyList<ContextEntryJson>? ContextEntries { get; init; }
}
