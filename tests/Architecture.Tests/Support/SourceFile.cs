using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Undercurrent.Architecture;

/// <summary>A C# file of the repository.</summary>
/// <param name="Path">From the repository's root.</param>
/// <param name="Unit">What it says.</param>
internal sealed record SourceFile(string Path, CompilationUnitSyntax Unit)
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview);

    public static IReadOnlyList<SourceFile> All { get; } =
        [.. Repository.Files.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(Read)];

    /// <summary>The files below one of these folders.</summary>
    public static IEnumerable<SourceFile> Below(params string[] folders) =>
        All.Where(file => Array.Exists(folders, folder => file.Path.StartsWith(folder + "/", StringComparison.Ordinal)));

    /// <summary>The types and delegates that are in no other type.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes => Unit
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<MemberDeclarationSyntax>()
        .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>The path and line of a place in this file.</summary>
    public string At(SyntaxToken token) => $"{Path}:{token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static SourceFile Read(string path) => new(
        path, CSharpSyntaxTree.ParseText(Repository.ReadText(path), ParseOptions, path).GetCompilationUnitRoot());
}
