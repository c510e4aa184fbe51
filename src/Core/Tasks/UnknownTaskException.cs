namespace Undercurrent;

/// <summary>No task has the name.</summary>
public sealed class UnknownTaskException : Exception
{
    private const int MaxShown = 100;

    internal UnknownTaskException(string task, string message)
        : base(message) => Task = task;

    /// <summary>The name that was asked for.</summary>
    public string Task { get; }

    internal static UnknownTaskException For(string name, IReadOnlyCollection<string> known, string where)
    {
        var nearest = NearestNames.Of(name, known);
        var advice = nearest.Count > 0 ? $"Did you mean {string.Join(" or ", nearest.Select(near => $"'{near}'"))}?"
            : known.Count == 0 ? "No task is loaded there at all. Load a library: --tasks path/to/Library.dll on a silo, TaskCatalog.Default.Load(assembly) in a program."
            : $"Loaded are: {string.Join(", ", known.Order(StringComparer.Ordinal).Take(10))}{(known.Count > 10 ? $" and {known.Count - 10} more" : "")}.";
        return new UnknownTaskException(name, $"There is no task '{Shown(name)}' {where}. {advice}");
    }

    // A name can come from outside, and be of any length.
    private static string Shown(string name) => name.Length <= MaxShown ? name : string.Concat(name.AsSpan(0, MaxShown), "…");
}
