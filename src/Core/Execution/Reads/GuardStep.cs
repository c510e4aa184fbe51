using System.Collections.Concurrent;
using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>Holds what a cached action depended on against its guard, when it has succeeded. Thread-safe.</summary>
internal sealed class GuardStep(TaskHost host)
{
    // Once for each run, task and key, as far as this process remembers: a warning for each of many actions helps nobody.
    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<(RunId Run, string Task, string Key), bool> _warned = new();

    public async ValueTask<Outcome> CheckAsync(ActionCall call, Outcome outcome)
    {
        if (call.Guard is null || outcome.Kind != OutcomeKind.Succeeded || await AllowsAsync(call, outcome.Details?.DependsOn).ConfigureAwait(false))
        {
            return outcome;
        }

        // Read by what it called; what it reads itself is refused there.
        var key = call.Guard.Missing(outcome.Details?.DependsOn)[0];
        return Outcome.Failed(FailureFactory.From(new ContextGuardException(key, call.Guard.Refusal(key)), call), canRetry: false) with { Details = outcome.Details };
    }

    /// <summary>Whether a result may be taken; when it depends on what the cache key hasn't, that earns a warning, or is refused in strict mode.</summary>
    public async ValueTask<bool> AllowsAsync(ActionCall call, IReadOnlyList<string>? dependsOn)
    {
        if (call.Guard is not { } guard || guard.Missing(dependsOn) is not { Length: > 0 } missing)
        {
            return true;
        }

        if (!guard.IsStrict)
        {
            await WarnAsync(call, guard, missing).ConfigureAwait(false);
        }

        return !guard.IsStrict;
    }

    private async ValueTask WarnAsync(ActionCall call, ContextGuard guard, string[] missing)
    {
        if (_warned.Count > MaxRemembered)
        {
            _warned.Clear();
        }

        string[] news = [.. missing.Where(key => _warned.TryAdd((call.RunId, call.Task, key), true))];
        if (news.Length > 0)
        {
            var warning = guard.Warning(news);
            CallerLog.CachedTaskReadsContext(host.Log, call.RunId, call.ActionId, warning);
            await host.Store.AppendAsync(new RunWarned(call, RunWarningKind.CachedTaskReadsContext, warning, host.Time.GetUtcNow())).ConfigureAwait(false);
        }
    }
}
