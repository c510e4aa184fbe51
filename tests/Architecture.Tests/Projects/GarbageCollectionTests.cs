using System.Xml.Linq;

namespace Undercurrent.Architecture;

/// <summary>MSBuild takes any name for a property and says nothing of one that nobody reads.</summary>
public class GarbageCollectionTests
{
    // All that the SDK reads.
    private static readonly HashSet<string> Known = ["ServerGarbageCollection", "ConcurrentGarbageCollection", "RetainVMGarbageCollection"];

    [Fact]
    public void Property_of_the_garbage_collector_is_one_that_the_sdk_reads() => Rule.Holds(
        $"The SDK reads {string.Join(", ", Known)}, and skips every other name in silence:",
        from path in Repository.Files
        where ProjectFile.IsProject(path) || path.EndsWith(".props", StringComparison.Ordinal) || path.EndsWith(".targets", StringComparison.Ordinal)
        from property in Properties(path)
        where property.Name.LocalName.Contains("Garbage", StringComparison.OrdinalIgnoreCase) && !Known.Contains(property.Name.LocalName)
        select new Violation(path, $"sets {property.Name.LocalName}"));

    [Fact]
    public void Silo_has_the_server_garbage_collector() =>
        Assert.Contains(Properties("src/Silo/Undercurrent.Silo.csproj"), property => property is { Name.LocalName: "ServerGarbageCollection", Value: "true" });

    private static IEnumerable<XElement> Properties(string path) =>
        XDocument.Parse(Repository.ReadText(path)).Descendants("PropertyGroup").Elements();
}
