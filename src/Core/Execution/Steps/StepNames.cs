using System.Buffers;

namespace Undercurrent.Execution;

/// <summary>
/// The names of steps, waits and signals, and what they are recorded under: the task whose body they are in, a slash, and
/// the name; what is the product's own has parentheses. No task has such a name, and no step one with parentheses.
/// </summary>
/// <remarks><c>shop.order/charge</c>, <c>shop.order/delay()</c>, <c>shop.order/utc_now()</c>, <c>shop.order/wait(approval)</c></remarks>
internal static class StepNames
{
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Whether what is recorded under a name waits: for a time or for a signal. Stores ask for the parenthesis at the end.</summary>
    public static bool IsWait(string task) => task.EndsWith(')');

    /// <exception cref="ArgumentException">It is empty, too long, or has another character than letters, digits, '.', '_' and '-'.</exception>
    public static string OfStep(string task, string name)
    {
        Check(name, "step");
        return $"{task}/{name}";
    }

    public static string OfDelay(string task) => $"{task}/delay()";

    public static string OfUtcNow(string task) => $"{task}/utc_now()";

    /// <inheritdoc cref="OfStep"/>
    public static string OfWait(string task, string signal)
    {
        Check(signal, "signal");
        return $"{task}/wait({signal})";
    }

    /// <inheritdoc cref="OfStep"/>
    public static void Check(string name, string what)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > MaxLength)
        {
            throw new ArgumentException($"The name of a {what} has 1 to {MaxLength} characters; this has {name.Length}. Data belongs in inputs and values.", nameof(name));
        }

        if (name.AsSpan().IndexOfAnyExcept(Allowed) is >= 0 and var wrong)
        {
            throw new ArgumentException(
                $"The {what} '{name}' has the character U+{(int)name[wrong]:X4} at position {wrong + 1}; allowed are the letters A-Z and a-z, digits, '.', '_' and '-'.",
                nameof(name));
        }
    }
}
