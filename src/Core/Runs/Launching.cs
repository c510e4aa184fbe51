using System.Diagnostics;
using Undercurrent.Execution;

namespace Undercurrent;

/// <summary>Makes a launch out of a request, the same for every runner: checks, context, id.</summary>
internal static class Launching
{
    private const int MaxLabels = 64;
    private const int MaxLabelLength = 256;

    public static RunLaunch Prepare(RunRequest request, TaskHostOptions limits, string launchedBy, TimeProvider time, IdSource ids)
    {
        ArgumentNullException.ThrowIfNull(request);
        PayloadLimit.CheckInputs(request.Task, request.Inputs.Length, limits.MaxPayloadBytes);
        CheckLabels(request.Options.Labels);
        return new RunLaunch
        {
            RunId = CheckId(request.Options.Id) ?? ids.NewRunId(),
            Task = request.Task,
            Inputs = request.Inputs,
            Context = ContextFor(request.Options, limits.ContextLimits, request.Options.LaunchedBy ?? launchedBy),
            Labels = new Dictionary<string, string>(request.Options.Labels),
            LaunchedBy = WhoLaunches(request.Options.LaunchedBy ?? launchedBy),
            LaunchedAt = time.GetUtcNow(),
            TaskOptions = request.TaskOptions,
            Token = ids.NewRunId().Value,
            TraceParent = Activity.Current?.Id,
        };
    }

    /// <summary>User and machine of this process.</summary>
    public static string DefaultLaunchedBy => $"{Environment.UserName}@{Environment.MachineName}";

    private static CustomContext ContextFor(RunOptions options, ContextLimits limits, string launchedBy)
    {
        var origin = ContextOrigin.Launch(WhoLaunches(launchedBy));
        var inherited = CustomContext.Current.WithLimits(limits);

        // The ambient limits may have been wider than the run's.
        ContextRules.CheckTotals(inherited, limits);

        // What a launch of another run set is set anew by this one, whoever launches it; a scope stays a scope.
        var entries = inherited.Entries.Select(entry => entry.Origin.Kind == ContextOriginKind.Launch ? entry with { Origin = origin, Overrode = null } : entry);
        var start = new CustomContext([.. entries], [.. inherited.Removed], inherited.SizeInBytes, limits);
        return ContextMerge.Apply(start, [.. options.Context], origin);
    }

    private static string WhoLaunches(string launchedBy) => TaskContext.HasCurrent
        ? $"{TaskContext.Current.Task} (run {TaskContext.Current.RunId}, action {TaskContext.Current.ActionId})"
        : launchedBy;

    private static RunId? CheckId(RunId? id) => id is { Value: "" }
        ? throw new FormatException("RunOptions.Id is the default RunId, which names no run. Use RunId.Parse, or leave it out.")
        : id;

    private static void CheckLabels(IReadOnlyDictionary<string, string> labels)
    {
        if (labels.Count > MaxLabels)
        {
            throw new ArgumentException($"A run has at most {MaxLabels} labels; these are {labels.Count}.");
        }

        foreach (var (name, value) in labels)
        {
            ContextRules.CheckKey(name);
            ContextRules.CheckValue(name, value);
            if (value.Length > MaxLabelLength)
            {
                throw new ArgumentException($"The label '{name}' has {value.Length} characters; the limit is {MaxLabelLength}. Data belongs in the task's inputs.");
            }
        }
    }
}
