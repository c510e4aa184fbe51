using System.Text.Json;
using Undercurrent.Records;
using Undercurrent.Web.Pages;

namespace Undercurrent.Cli.Output;

/// <summary>States in the words of the API.</summary>
internal static class StateText
{
    public static string Of(RunState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    public static string Of(ActionState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>The state of an action or attempt. What an interrupted run left open is not running: nobody runs it.</summary>
    public static string Of(ActionState state, RunState run) => LeftOpen.Is(state, run) ? Of(run) : Of(state);

    /// <summary>As in <c>3 succeeded, 1 failed</c>, of actions of a run in this state.</summary>
    public static string Counts(IReadOnlyDictionary<string, long> counts, RunState run) => run == RunState.Interrupted
        ? Counts(counts.GroupBy(count => Enum.TryParse<ActionState>(count.Key, ignoreCase: true, out var state) ? Of(state, run) : count.Key)
            .ToDictionary(group => group.Key, group => group.Sum(count => count.Value)))
        : Counts(counts);

    private static string Counts(IReadOnlyDictionary<string, long> counts) => string.Join(", ", counts.Where(count => count.Value > 0).Select(count => $"{count.Value} {count.Key}"));
}
