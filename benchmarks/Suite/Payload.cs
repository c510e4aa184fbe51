using System.Globalization;
using System.Text.Json;

namespace Undercurrent.Benchmarks.Suite;

/// <summary>What every call carries there and back, on both sides.</summary>
internal static class Payload
{
    /// <summary>The input and the result of a task.</summary>
    public const string Text = "a short text of 32 characters...";

    /// <summary>As long, and another for each number: calls that differ are kept under keys in no order, as calls mostly are.</summary>
    public static string Numbered(int number) => string.Create(CultureInfo.InvariantCulture, $"a short text of 32 {number:D13}");

    /// <summary>What that is as a task's inputs.</summary>
    public static readonly byte[] Json = JsonSerializer.SerializeToUtf8Bytes((string[])[Text]);
}
