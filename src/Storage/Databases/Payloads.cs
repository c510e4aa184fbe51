namespace Undercurrent.Storage.Databases;

/// <summary>Inputs and outputs over 64 KiB are in a table of their own.</summary>
internal static class Payloads
{
    public const int MaxInline = 64 * 1024;

    public const long Inputs = 0;

    public const long Output = 1;

    public static bool IsApart(int size) => size > MaxInline;
}
