namespace Undercurrent.Browser;

/// <summary>All tests share one browser, and run one after the other: it is the machine's largest program.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
