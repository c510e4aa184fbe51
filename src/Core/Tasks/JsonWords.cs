namespace Undercurrent;

/// <summary>The serializer's words on an error, short: for a cycle it writes out the whole path.</summary>
internal static class JsonWords
{
    private const int Most = 300;

    public static string Of(Exception exception) =>
        exception.Message.Length <= Most ? exception.Message : string.Concat(exception.Message.AsSpan(0, Most), "…");
}
