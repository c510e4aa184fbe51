using System.Text.Json;
using Undercurrent.Records;

namespace Undercurrent.Web.Contract;

/// <summary>Puts what the record has into the contract's form.</summary>
internal static class RecordJson
{
    /// <param name="run">The run.</param>
    /// <param name="now">For the duration of one that still runs.</param>
    /// <param name="isWhole">Whether it was read alone, not in a list.</param>
    /// <param name="children">The states of what its root called, when they were counted.</param>
    public static RunJson ToJson(this RunRecord run, DateTimeOffset now, bool isWhole = false, IReadOnlyDictionary<ActionState, long>? children = null) => new()
    {
        Id = run.RunId.Value,
        Task = run.Task,
        State = run.State,
        Context = run.Context.ToMap(),
        Labels = run.Labels,
        LaunchedBy = run.LaunchedBy,
        LaunchedAt = run.LaunchedAt,
        EndedAt = run.EndedAt,
        DurationMs = run.EndedAt is null && run.State != RunState.Running ? null : Milliseconds(run.LaunchedAt, run.EndedAt ?? now),
        RootActionId = run.RootActionId.ToString(),
        Inputs = Payload(run.Inputs),
        InputsSize = Math.Max(run.InputsSize, run.Inputs.Length),
        Output = run.Output is { } output ? Payload(output) : null,
        OutputSize = SizeOf(run.OutputSize, run.Output),
        Failure = run.Failure?.ToJson(),
        Owner = run.Owner,
        TakenOver = run.TakenOver,
        Source = run.Source is { } source ? new RunSourceJson(source.RunId.Value, source.From) : null,
        Warnings = run.Warnings.Count == 0 ? null : [.. run.Warnings.Select(warning =>
            new WarningJson(warning.Kind, warning.ActionId.ToString(), warning.Task, warning.Message, warning.At))],
        Children = children?.ToJson(),
        ContextEntries = isWhole ? run.Context.ToEntries() : null,
    };

    /// <param name="action">The action.</param>
    /// <param name="isWhole">Whether it was read alone, not in a list.</param>
    /// <param name="children">The states of what it called, when they were counted.</param>
    public static ActionJson ToJson(this ActionRecord action, bool isWhole = false, IReadOnlyDictionary<ActionState, long>? children = null) => new()
    {
        RunId = action.RunId.Value,
        Id = action.ActionId.ToString(),
        ParentId = action.ParentId?.ToString(),
        Task = action.Task,
        State = action.State,
        Context = action.Context.ToMap(),
        CalledAt = action.CalledAt,
        StartedAt = action.Attempts.Count == 0 ? null : action.Attempts[0].StartedAt,
        EndedAt = action.EndedAt,
        DurationMs = action.EndedAt is { } ended ? Milliseconds(action.CalledAt, ended) : null,
        Inputs = Payload(action.Inputs),
        InputsSize = Math.Max(action.InputsSize, action.Inputs.Length),
        Output = action.Output is { } output ? Payload(output) : null,
        OutputSize = SizeOf(action.OutputSize, action.Output),
        Failure = action.Failure?.ToJson(),
        Group = action.Group,
        Reads = action.Reads.Count == 0 ? null : action.Reads,
        DependsOn = action.DependsOn is { Count: > 0 } keys ? keys : null,
        Source = action.Source is { } source ? new ActionSourceJson(source.RunId.Value, source.ActionId.ToString()) : null,
        Attempts = [.. action.Attempts.Select(ToJson)],
        Children = children?.ToJson(),
        ContextEntries = isWhole ? action.Context.ToEntries() : null,
    };

    public static FailureJson ToJson(this TaskFailure failure) => new()
    {
        Type = failure.Type,
        Message = failure.Message,
        Headline = failure.Headline,
        StackTrace = failure.StackTrace,
        UserFrame = UserFrame.Of(failure.StackTrace),
        Task = failure.Task,
        ActionId = failure.ActionId?.ToString(),
        Attempt = failure.Attempt == 0 ? null : failure.Attempt,
        Cause = failure.Cause?.ToJson(),
        PassedOnBy = failure.PassedOnBy.IsDefaultOrEmpty ? null : [.. failure.PassedOnBy],
    };

    public static ContextEntryJson ToJson(this ContextEntry entry) => new()
    {
        Key = entry.Key,
        Value = entry.ShownValue,
        Sensitive = entry.IsSensitive,
        Origin = entry.Origin.ToJson(),
        Overrode = entry.Masked().Overrode?.ToJson(),
    };

    public static OriginJson ToJson(this ContextOrigin origin) => new()
    {
        Kind = origin.Kind,
        Text = origin.ToString(),
        LaunchedBy = origin.LaunchedBy,
        RunId = origin.RunId?.Value,
        ActionId = origin.ActionId?.ToString(),
        Task = origin.Task,
        File = origin.File,
        Line = origin.Line == 0 ? null : origin.Line,
    };

    public static IReadOnlyDictionary<string, long> ToJson(this IReadOnlyDictionary<ActionState, long> counts) =>
        counts.OrderBy(count => count.Key).ToDictionary(count => JsonNamingPolicy.CamelCase.ConvertName(count.Key.ToString()), count => count.Value);

    private static AttemptJson ToJson(AttemptRecord attempt) => new()
    {
        Number = attempt.Number,
        AncestorAttempts = attempt.AncestorAttempts.Length == 0 ? null : attempt.AncestorAttempts,
        Host = attempt.Host,
        State = attempt.State,
        StartedAt = attempt.StartedAt,
        EndedAt = attempt.EndedAt,
        Failure = attempt.Failure?.ToJson(),
    };

    private static Dictionary<string, string> ToMap(this CustomContext context) =>
        context.AllEntries.ToDictionary(entry => entry.Key, entry => entry.ShownValue, StringComparer.Ordinal);

    private static ContextEntryJson[] ToEntries(this CustomContext context) => [.. context.AllEntries.Select(ToJson)];

    // Empty where a list left it out.
    private static JsonElement? Payload(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json.Span);
        return JsonElement.ParseValue(ref reader);
    }

    // A cluster tells an output that there isn't as an empty one; JSON has a byte at least.
    private static int? SizeOf(int? size, ReadOnlyMemory<byte>? output) => (size ?? output?.Length) is > 0 and var bytes ? bytes : null;

    private static double Milliseconds(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, Math.Round((to - from).TotalMilliseconds, 3));
}
