using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Model;

/// <summary>Something that happens to a run: an entry, or a change of its owner.</summary>
/// <param name="Kind">What.</param>
/// <param name="Child">Which action, from 0 (the root).</param>
/// <param name="Attempt">Which attempt of it.</param>
/// <param name="Lineage">See <see cref="AncestorAttempts"/>.</param>
/// <param name="Outcome">How it ends.</param>
/// <param name="MayRetry">Whether another attempt may follow.</param>
/// <param name="Lost">How many attempts were lost before.</param>
/// <param name="Epoch">Back from the run's epoch; 9 is not fenced.</param>
/// <param name="Context">Which context.</param>
internal sealed record ModelStep(
    string Kind, int Child, int Attempt, string Lineage, string Outcome, bool MayRetry, int Lost, int Epoch, int Context)
{
    private static readonly CustomContext[] Contexts =
        [CustomContext.Empty, Given.Context(("a", "1")), Given.Context(("a", "2"), ("b", "1")), ContextMerge.Apply(Given.Context(("a", "1")), [("a", "2")], Given.ByAda)];

    /// <summary>Does it to the run of a store; returns what the store answered.</summary>
    public async Task<string> ApplyAsync(IRunStore store, RunLaunch launch, int number, long epochNow)
    {
        var epoch = Epoch == 9 ? 0 : Math.Max(1, epochNow - Epoch);
        var root = launch.ToRootCall();
        var call = (Child == 0 ? root : Child == 4 ? Given.Child(Given.Child(root, 1), 4) : Given.Child(root, Child)) with
        {
            Attempt = Attempt,
            AncestorAttempts = Lineage,
            MayRetry = MayRetry,
            LostAttempts = Lost,
            Epoch = epoch,
            Context = Contexts[Context],
            CalledAt = Given.At(Child * 10),
            Group = Context == 2 ? "shard 1" : null,
        };
        var at = Given.At(100 + number);
        try
        {
            switch (Kind)
            {
                case "start":
                    return $"{await store.AppendAsync(new AttemptStarted(call, $"host{number}", at))}";
                case "end":
                    return $"{await store.AppendAsync(new AttemptEnded(call, OutcomeOf(number), at) { WhileWaiting = (Outcome == "cancelled" || (Outcome == "failed" && !MayRetry)) && number % 2 == 0 })}";
                case "report":
                    await store.AppendAsync(new ActionReported(call, $"line {number}", at));
                    return "";
                case "warn":
                    await store.AppendAsync(new RunWarned(call, RunWarningKind.NotDeterministic, $"warning {number}", at));
                    return "";
                case "cancel":
                    return $"{await store.AppendAsync(new RunCancelRequested(launch.RunId, at))}";
                case "claim":
                    return Described.Of(await store.TryClaimAsync(new UnfinishedRun(launch.RunId, launch.Task, "", epoch), $"owner{number}"));
                case "release":
                    await store.ReleaseAsync(launch.RunId, epoch, interrupted: MayRetry);
                    return "";
                default:
                    return $"{await store.AppendAsync(new RunEnded(launch.RunId, launch.Task, OutcomeOf(number), at, epoch))}";
            }
        }
        catch (RunTakenOverException)
        {
            // Whether who reports or warns is told is open: he needn't wait for the record.
            return Kind is "report" or "warn" ? "" : "taken over";
        }
    }

    private static ActionDetails Details => new()
    {
        Reads = ["a", "b"],
        DependsOn = ["a"],
        Source = new ActionSource(RunId.Parse("source"), Given.ActionId(9, 2)),
    };

    private Outcome OutcomeOf(int number) => Outcome switch
    {
        "succeeded" when Child == 3 => Given.Succeeded($"{number}") with { Details = Details },
        "succeeded" => Given.Succeeded($"{number}"),
        "failed" => Given.Failed($"failure {number}"),
        "lost" => Given.Lost($"loss {number}"),
        _ => Execution.Outcome.Cancelled(number % 2 == 0 ? null : Given.Failure($"reason {number}")),
    };
}
