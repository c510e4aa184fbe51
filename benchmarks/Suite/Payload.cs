using System.Text.Json;

namespace Undercurrent.Benchmarks.Suite;

/// <summary>What every call carries there and back, on both sides.</summary>
internal static class Payload
{
    /// <summary>The input and the result of a task.</summary>
    public const string Text = "a short text of 32 characters...";

    /// <summary>What that is as a task's inputs.</summary>
    public static readonly byte[] Json = JsonSerializer.SerializeToUtf8Bytes((string[])[Text]);
}
