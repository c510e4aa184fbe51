namespace Undercurrent.Records;

/// <summary>An answer that was sent to a run by name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">JSON.</param>
/// <param name="SentBy">Who sent it, for people.</param>
/// <param name="At">When.</param>
/// <param name="Token">Tells this answer from another, so that one that is sent twice is still the first.</param>
internal sealed record Signal(string Name, ReadOnlyMemory<byte> Value, string SentBy, DateTimeOffset At, string Token);
