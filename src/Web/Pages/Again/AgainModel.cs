using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>The form that launches a run again.</summary>
public sealed record AgainModel
{
    /// <summary>The run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>From where it begins.</summary>
    public LaunchFrom From { get; init; }

    /// <summary>The keys that it has, with their values as they are or were typed.</summary>
    public required IReadOnlyList<PairField> Known { get; init; }

    /// <summary>The keys to remove.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>Rows for keys that it hasn't.</summary>
    public required IReadOnlyList<PairField> Added { get; init; }

    /// <summary>The inputs as JSON, as they are or were typed; null when they are too large for a form and stay as they are.</summary>
    public string? Inputs { get; init; }

    /// <summary>Why it was refused; null when it wasn't.</summary>
    public string? Error { get; init; }

    /// <summary>The form for a run as it is.</summary>
    internal static AgainModel Of(RunRecord run) => new()
    {
        Run = run,
        From = run.State == RunState.Failed ? LaunchFrom.Failure : LaunchFrom.Start,
        Known = [.. run.Context.AllEntries.Select(entry => new PairField(entry.Key, IsMasked(entry) ? "" : entry.Value))],
        Added = [new("", ""), new("", "")],
        Inputs = InputsOf(run),
    };

    internal static string? InputsOf(RunRecord run) => run.Inputs.Length is 0 or > 64 * 1024 ? null : JsonWriting.Indented(run.Inputs, 64 * 1024);

    internal static bool IsMasked(ContextEntry entry) => entry is { IsSensitive: true, Value: SensitiveKeys.Mask };
}
