namespace Undercurrent.Cli.Watching;

/// <summary>What is said of a connection that is lost and made again.</summary>
internal static class ConnectionText
{
    public const string Connected = "Connected again.";

    public static string Broken(string why) => $"{why} Trying again.";
}
