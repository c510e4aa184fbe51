namespace Undercurrent.Architecture;

/// <summary>A piece of C# in a document.</summary>
/// <param name="Document">The document.</param>
/// <param name="Line">The line of its first line of code, from 1.</param>
/// <param name="Code">The code.</param>
/// <param name="NeedsCluster">It is marked <c>cluster</c>: it uses Orleans.</param>
/// <param name="Continues">It is marked <c>continues</c>: it goes on where the one before it ended.</param>
internal sealed record Snippet(string Document, int Line, string Code, bool NeedsCluster, bool Continues)
{
    /// <summary>The code, knowing its place, so that an error in it names the document and the line there.</summary>
    public string Located => $"#line {Line} \"{Document}\"\n{Code}\n#line default\n";
}
