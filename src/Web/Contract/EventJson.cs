using Undercurrent.Records;

namespace Undercurrent.Web.Contract;

/// <summary>Something that happened in a run.</summary>
public sealed record EventJson
{
    /// <summary>Its number in the run's stream; also the id of the server-sent event, to go on behind it.</summary>
    public required long Sequence { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What.</summary>
    public required RunEventKind Kind { get; init; }

    /// <summary>The action; absent for events of the run itself.</summary>
    public string? ActionId { get; init; }

    /// <summary>The task of that action, or of the run.</summary>
    public required string Task { get; init; }

    /// <summary>The attempt, from 1; absent for events of the run itself.</summary>
    public int? Attempt { get; init; }

    /// <summary>The attempt's state behind it; absent for events of the run itself and for lines.</summary>
    public ActionState? State { get; init; }

    /// <summary>The level of a logged line: <c>information</c>, <c>warning</c>, <c>error</c> or <c>critical</c>; absent otherwise.</summary>
    public string? Level { get; init; }

    /// <summary>The line, or the failure's headline; absent when there is none.</summary>
    public string? Message { get; init; }
}
