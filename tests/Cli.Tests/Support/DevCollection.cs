namespace Undercurrent.Cli.Support;

/// <summary>The tests that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class DevCollection : ICollectionFixture<DevFixture>
{
    public const string Name = "undercurrent dev";
}
