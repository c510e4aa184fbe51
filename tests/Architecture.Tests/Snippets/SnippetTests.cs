using Microsoft.CodeAnalysis;

namespace Undercurrent.Architecture;

public class SnippetTests
{
    private const string Advice = "Each C# snippet of README.md and docs compiles (fences marked csharp; 'csharp cluster' when it uses Orleans):";

    [Fact]
    public void Snippets_of_the_documents_compile() => Compile(cluster: false, SnippetCompiler.OwnReferences);

    [ClusterSnippetFact]
    public void Cluster_snippets_of_the_documents_compile() => Compile(cluster: true, ClusterReferences.Load());

    [Fact]
    public void Readme_has_snippets_that_need_no_orleans() =>
        Assert.Contains(SnippetReader.Read("README.md", Repository.ReadText("README.md")), snippet => !snippet.NeedsCluster);

    private static void Compile(bool cluster, IReadOnlyList<MetadataReference> references)
    {
        var errors = SnippetReader.Documents.SelectMany(
            document => SnippetCompiler.Compile(SnippetReader.Read(document, Repository.ReadText(document)), cluster, references)).ToList();
        Assert.True(errors.Count == 0, $"{Advice}\n  {string.Join("\n  ", errors)}");
    }
}
