using Undercurrent.Execution;

namespace Undercurrent.Storage.Databases;

/// <summary>Inputs and outputs over 64 KiB are in a table of their own.</summary>
internal static class Payloads
{
    public const int MaxInline = 64 * 1024;

    public const long Inputs = 0;

    public const long Output = 1;

    /// <summary>The result when it succeeded. (Not by <c>? : null</c>, which makes an empty one of none.)</summary>
    public static ReadOnlyMemory<byte>? OutputOf(Outcome outcome) => outcome.Kind == OutcomeKind.Succeeded ? outcome.Value : default(ReadOnlyMemory<byte>?);

    public static bool IsApart(int size) => size > MaxInline;
}
