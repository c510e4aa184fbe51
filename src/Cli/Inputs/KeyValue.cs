using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Inputs;

/// <summary><c>key=value</c>: the key is what stands before the first equals sign.</summary>
internal static class KeyValue
{
    /// <exception cref="CommandException">There is no equals sign, or nothing before it.</exception>
    public static (string Key, string Value) Parse(string text, string what, string example)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals switch
        {
            > 0 => (text[..equals], text[(equals + 1)..]),
            0 => throw CommandException.Usage($"{what} has no name before its '='; it must be name=value, as in {example}."),
            _ => throw CommandException.Usage($"{what} is '{text}'; it must be name=value, as in {example}."),
        };
    }

    /// <summary>Several, a name at most once.</summary>
    /// <exception cref="CommandException">One is none, or a name is there twice.</exception>
    public static Dictionary<string, string> ParseAll(IEnumerable<string> texts, string what, string example)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var (key, value) = Parse(text, what, example);
            if (!all.TryAdd(key, value))
            {
                // Without its values: they may be sensitive.
                throw CommandException.Usage($"{what} '{key}' is given twice.");
            }
        }

        return all;
    }
}
