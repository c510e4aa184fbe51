namespace Undercurrent.Benchmarks.Suite;

/// <summary>The context of the measures: four keys.</summary>
internal static class FourKeys
{
    public const string Overridden = "experiment";

    private static readonly string[] Keys = ["trace_id", Overridden, "region", "session"];

    public static readonly RunOptions Launch = new()
    {
        Context = [(Keys[0], "root-4bf92f3577b34da6"), (Keys[1], "v1"), (Keys[2], "eu-north-1"), (Keys[3], "s-000017")],
    };

    /// <summary>The same, as a request has it.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Map = Launch.Context.ToDictionary(change => change.Key, change => change.Value);

    /// <summary>Equal to the context's keys and not the same objects: a key that came over the wire is never the literal.</summary>
    public static string[] CopiesOfKeys() => Array.ConvertAll(Keys, key => new string(key.AsSpan()));
}
