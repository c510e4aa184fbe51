using System.Globalization;
using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>How the pages write durations, sizes, counts, ids and states.</summary>
internal static class Words
{
    private const int ShortIdLength = 8;

    public static string Duration(TimeSpan? time) => time is { } span ? Duration(span) : "";

    /// <summary>As in <c>0.4 ms</c>, <c>240 ms</c>, <c>1.24 s</c>, <c>3 m 12 s</c>, <c>2 h 5 m</c>, <c>3 d 4 h</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.Zero => "0 ms",
        { TotalMilliseconds: < 9.95 } => Write($"{time.TotalMilliseconds:0.#} ms"),
        { TotalMilliseconds: < 999.5 } => Write($"{time.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 9.995 } => Write($"{time.TotalSeconds:0.00} s"),
        { TotalSeconds: < 59.95 } => Write($"{time.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => Write($"{time.Minutes} m {time.Seconds} s"),
        { TotalDays: < 1 } => Write($"{time.Hours} h {time.Minutes} m"),
        _ => Write($"{time.Days} d {time.Hours} h"),
    };

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>As in <c>1 action</c>, <c>2 actions</c>.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => Write($"{bytes} B"),
        < 1024 * 1024 => Write($"{bytes / 1024.0:0.#} KiB"),
        < 1024L * 1024 * 1024 => Write($"{bytes / (1024.0 * 1024):0.#} MiB"),
        _ => Write($"{bytes / (1024.0 * 1024 * 1024):0.#} GiB"),
    };

    /// <summary>The end of a run's id, which begins with its time; the beginning of an action's.</summary>
    public static string Short(string id) => id.Length <= ShortIdLength + 4 ? id : $"…{id[^ShortIdLength..]}";

    public static string Short(ActionId id)
    {
        var text = id.ToString();
        var tail = id.Ordinal == 0 ? "" : text[text.IndexOf('-', StringComparison.Ordinal)..];
        return text[..ShortIdLength] + tail;
    }

    /// <summary>The beginning of a long text.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)]}…";

    /// <summary>The last part of a path of either kind of system: a library may have been compiled on another one.</summary>
    public static string FileName(string path) => path[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..];

    /// <summary>The last part of a type's full name.</summary>
    public static string ShortType(string type) => type[(type.LastIndexOf('.') + 1)..];

    public static string State(RunState state) => state.ToString().ToLowerInvariant();

    public static string State(ActionState state) => state switch
    {
        ActionState.WaitingToRetry => "waiting to retry",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>An action's state in a run of this one.</summary>
    public static string State(ActionState state, RunState run) => LeftOpen.Is(state, run) ? State(run) : State(state);

    /// <summary>How many there are in each state, in a run of this one, with the states' names and words; what has the same word is one.</summary>
    public static IEnumerable<(string Key, string Word, long Count)> States(IReadOnlyDictionary<ActionState, long> counts, RunState run) => counts
        .Where(count => count.Value > 0)
        .OrderBy(count => count.Key switch
        {
            ActionState.Failed => 0,
            ActionState.Succeeded => 2,
            _ => 1,
        })
        .GroupBy(count => (Key: Key(count.Key, run), Word: State(count.Key, run)), count => count.Value)
        .Select(same => (same.Key.Key, same.Key.Word, same.Sum()));

    /// <summary>The name of a state in classes and <c>data-state</c>: that of the contract.</summary>
    public static string Key(RunState state) => Camel(state.ToString());

    /// <inheritdoc cref="Key(RunState)"/>
    public static string Key(ActionState state) => Camel(state.ToString());

    /// <inheritdoc cref="State(ActionState, RunState)"/>
    public static string Key(ActionState state, RunState run) => LeftOpen.Is(state, run) ? Key(run) : Key(state);

    /// <summary>For <c>datetime</c>: ISO 8601 in UTC.</summary>
    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>For people without script: UTC.</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Write(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
