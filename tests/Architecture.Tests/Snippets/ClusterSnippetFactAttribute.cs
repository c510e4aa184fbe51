namespace Undercurrent.Architecture;

/// <summary>A test of the snippets that need Orleans. Where it can say nothing, it counts as skipped, never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterSnippetFactAttribute : FactAttribute
{
    public ClusterSnippetFactAttribute()
    {
        var count = SnippetReader.Documents.Sum(document => SnippetReader.Read(document, Repository.ReadText(document)).Count(snippet => snippet.NeedsCluster));
        Skip = count == 0 ? "No document has a snippet that is marked `cluster`."
            : ClusterReferences.Missing is { } reason ? $"{count} snippets of the documents were not compiled: {reason}"
            : null;
    }
}
