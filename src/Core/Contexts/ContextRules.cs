using System.Buffers;
using System.Text;

namespace Undercurrent;

/// <summary>The checks of rule L1, and the words of their errors.</summary>
internal static class ContextRules
{
    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    // All of Unicode's category Cc but tab.
    private static readonly SearchValues<char> RefusedInValues = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(c => char.IsControl(c) && c != '\t')]);

    public static void CheckKey(string key, string what = "context key")
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length is 0 or > ContextLimits.MaxKeyLength)
        {
            throw new ContextLimitException(
                key, $"The {what} '{Shorten(key)}' has {key.Length} characters; allowed are 1 to {ContextLimits.MaxKeyLength}.");
        }

        var wrong = key.AsSpan().IndexOfAnyExcept(KeyCharacters);
        if (wrong >= 0)
        {
            throw new ContextLimitException(
                key, $"The {what} '{Shorten(key)}' has the character U+{(int)key[wrong]:X4} at position {wrong + 1}; "
                + "allowed are the letters A-Z and a-z, digits, '.', '_' and '-'.");
        }

        if (key.StartsWith(ContextLimits.ReservedPrefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new ContextLimitException(
                key, $"The {what} '{key}' begins with '{ContextLimits.ReservedPrefix}', which is the product's own. Choose another prefix.");
        }
    }

    /// <summary>Checks a value and returns its size in UTF-8 bytes.</summary>
    public static int CheckValue(string key, string value, string what = "context key")
    {
        if (System.Text.Ascii.IsValid(value))
        {
            CheckControls(key, value, what);
            return value.Length;
        }

        CheckControls(key, value, what);
        for (var index = 0; index < value.Length; index++)
        {
            if (!char.IsSurrogate(value[index]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(value[index]) || index + 1 == value.Length || !char.IsLowSurrogate(value[index + 1]))
            {
                throw new ContextLimitException(
                    key, $"The value of the {what} '{key}' is not well-formed Unicode: a lone surrogate U+{(int)value[index]:X4} at position {index + 1}.");
            }

            index++;
        }

        return Encoding.UTF8.GetByteCount(value);
    }

    /// <summary>Checks a whole context that comes from where other limits hold.</summary>
    public static void CheckTotals(CustomContext context, ContextLimits limits)
    {
        if (context.Count > limits.MaxKeys || context.SizeInBytes > limits.MaxBytes)
        {
            var largest = context.AllEntries.MaxBy(entry => entry.Value.Length)!;
            CheckTotals(largest.Key, context.Count, context.SizeInBytes, limits);
        }
    }

    public static void CheckTotals(string key, int keys, int bytes, ContextLimits limits)
    {
        if (keys > limits.MaxKeys)
        {
            throw new ContextLimitException(
                key, $"The context key '{key}' would make {keys} keys; the limit is {limits.MaxKeys}. "
                + "The custom context is for small facts about a run; data belongs in the task's inputs.");
        }

        if (bytes > limits.MaxBytes)
        {
            throw new ContextLimitException(
                key, $"The context key '{key}' would make the custom context {bytes:N0} bytes large; the limit is {limits.MaxBytes:N0} bytes, "
                + "keys and values counted in UTF-8. The custom context is for small facts about a run; data belongs in the task's inputs.");
        }
    }

    private static void CheckControls(string key, string value, string what)
    {
        var wrong = value.AsSpan().IndexOfAny(RefusedInValues);
        if (wrong >= 0)
        {
            throw new ContextLimitException(
                key, $"The value of the {what} '{key}' has the control character U+{(int)value[wrong]:X4} at position {wrong + 1}; "
                + "of control characters only tab is allowed. Encode the value, or pass it as the task's input.");
        }
    }

    // Shown in errors: never a whole megabyte, and no control character that could play tricks on a terminal.
    private static string Shorten(string key)
    {
        var shown = key.Length <= 40 ? key : string.Concat(key.AsSpan(0, 40), "…");
        return string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
    }
}
