using System.Diagnostics;
using Undercurrent.Execution;

namespace Undercurrent;

/// <summary>Makes a launch out of a request, the same for every runner: checks, context, id.</summary>
internal static class Launching
{
    private const int MaxLabels = 64;
    private const int MaxLabelLength = 256;
    private const int MaxLaunchedByLength = 256;

    public static RunLaunch Prepare(RunRequest request, TaskHostOptions limits, string launchedBy, TimeProvider time, IdSource ids)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Options is null || request.Options.Context is null)
        {
            throw new ArgumentException("The request's options, or their Context, are null; leave them out for the defaults.", nameof(request));
        }

        PayloadLimit.CheckInputs(request.Task, request.Inputs.Length, limits.MaxPayloadBytes);
        CheckLabels(request.Options.Labels);
        var who = CheckLaunchedBy(request.Options.LaunchedBy) ?? WhoLaunches(launchedBy);
        return new RunLaunch
        {
            RunId = CheckId(request.Options.Id) ?? ids.NewRunId(),
            Task = request.Task,
            Inputs = request.Inputs,
            Context = ContextFor(request.Options, limits.ContextLimits, who),
            Labels = new Dictionary<string, string>(request.Options.Labels),
            LaunchedBy = who,
            LaunchedAt = time.GetUtcNow(),
            TaskOptions = request.TaskOptions,
            Cache = CheckCache(request.Options.Cache),
            Token = ids.NewRunId().Value,
            TraceParent = Activity.Current?.Id,
            Source = request.Options.Source,
            MaxConcurrency = request.Options.MaxConcurrency,
        };
    }

    /// <summary>User and machine of this process.</summary>
    public static string DefaultLaunchedBy => $"{Environment.UserName}@{Environment.MachineName}";

    private static CustomContext ContextFor(RunOptions options, ContextLimits limits, string launchedBy)
    {
        var origin = ContextOrigin.Launch(launchedBy);
        var inherited = (options.BasedOn ?? CustomContext.Current).WithLimits(limits);

        // What a launch of another run set is set anew by this one, whoever launches it; a scope stays a scope.
        var entries = inherited.AllEntries.Select(entry => entry.Origin.Kind == ContextOriginKind.Launch ? entry with { Origin = origin, Overrode = null } : entry);
        var start = new CustomContext([.. entries], [.. inherited.Removed], inherited.SizeInBytes, limits);
        var context = ContextMerge.Apply(start, [.. options.Context], origin);

        // What is inherited may have been under wider limits than the run's; what the launch removes doesn't count.
        ContextRules.CheckTotals(context, limits);
        return context;
    }

    /// <summary>The task that launches, when one does; else <paramref name="launchedBy"/>.</summary>
    public static string WhoLaunches(string launchedBy) => TaskContext.HasCurrent
        ? $"{TaskContext.Current.Task} (run {TaskContext.Current.RunId}, action {TaskContext.Current.ActionId})"
        : launchedBy;

    private static string? CheckLaunchedBy(string? launchedBy)
    {
        if (launchedBy?.Length > MaxLaunchedByLength)
        {
            throw new ArgumentException($"RunOptions.LaunchedBy has {launchedBy.Length} characters; the limit is {MaxLaunchedByLength}: it travels with every key that the launch sets.");
        }

        if (launchedBy is not null && launchedBy.Any(char.IsControl))
        {
            throw new ArgumentException("RunOptions.LaunchedBy has a control character; it is a name for people.");
        }

        return launchedBy;
    }

    private static RunCache CheckCache(RunCache cache) => Enum.IsDefined(cache)
        ? cache
        : throw new ArgumentException($"RunOptions.Cache is {cache}; it is Use, Off or Override.");

    private static RunId? CheckId(RunId? id) => id is { Value: "" }
        ? throw new FormatException("RunOptions.Id is the default RunId, which names no run. Use RunId.Parse, or leave it out.")
        : id;

    private static void CheckLabels(IReadOnlyDictionary<string, string> labels)
    {
        if (labels is null)
        {
            throw new ArgumentException("RunOptions.Labels is null; leave it out for none.");
        }

        if (labels.Count > MaxLabels)
        {
            throw new ArgumentException($"A run has at most {MaxLabels} labels; these are {labels.Count}.");
        }

        foreach (var (name, value) in labels)
        {
            ContextRules.CheckKey(name, "label");
            if (value is null)
            {
                throw new ArgumentException($"The label '{name}' is null; leave it out, or give it a text.");
            }

            ContextRules.CheckValue(name, value, "label");
            if (value.Length > MaxLabelLength)
            {
                throw new ArgumentException($"The label '{name}' has {value.Length} characters; the limit is {MaxLabelLength}. Data belongs in the task's inputs.");
            }
        }
    }
}
