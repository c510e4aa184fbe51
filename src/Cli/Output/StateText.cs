using System.Text.Json;
using Undercurrent.Records;

namespace Undercurrent.Cli.Output;

/// <summary>States in the words of the API.</summary>
internal static class StateText
{
    public static string Of(RunState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    public static string Of(ActionState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>As in <c>3 succeeded, 1 failed</c>.</summary>
    public static string Counts(IReadOnlyDictionary<string, long> counts) => string.Join(", ", counts.Where(count => count.Value > 0).Select(count => $"{count.Value} {count.Key}"));
}
