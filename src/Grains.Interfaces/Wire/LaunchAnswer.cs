namespace Undercurrent.Grains.Wire;

/// <summary>Whether a launch was accepted; a refusal is data, since exceptions of ours don't survive the way to every client.</summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.launchanswer")]
internal sealed record LaunchAnswer([property: Id(0)] LaunchRefusal Refusal, [property: Id(1)] string? Subject, [property: Id(2)] string? Message)
{
    public static readonly LaunchAnswer Accepted = new(LaunchRefusal.None, null, null);
}
