using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Undercurrent.Architecture;

/// <summary>
/// Compiles snippets as a reader would use them: a whole file, statements of a program, or members of a class, with the
/// usings of a new project and <c>using Undercurrent</c>. A snippet sees the types of those before it in its document.
/// </summary>
internal static class SnippetCompiler
{
    public static readonly string[] ImplicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    // What the package Microsoft.Orleans.Sdk adds to a project that references it.
    private static readonly string[] OrleansUsings = ["Orleans", "Orleans.Hosting", "Orleans.Runtime"];

    /// <summary>What this test runs on: .NET, Undercurrent.Core and what that references.</summary>
    public static IReadOnlyList<MetadataReference> OwnReferences { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    public static SyntaxTree Usings(params string[] namespaces) => CSharpSyntaxTree.ParseText(
        string.Concat(namespaces.Select(name => $"global using {name};\n")), SourceFile.ParseOptions);

    /// <summary>Compiles those snippets of one document that need a cluster, or those that don't.</summary>
    /// <param name="document">All snippets of the document, in its order.</param>
    /// <param name="cluster">Which ones.</param>
    /// <param name="references">What they are compiled against.</param>
    /// <returns>The errors, each with document and line.</returns>
    public static IReadOnlyList<string> Compile(IReadOnlyList<Snippet> document, bool cluster, IReadOnlyList<MetadataReference> references)
    {
        var errors = new List<string>();
        var known = new List<CompilationUnitSyntax>();
        var code = "";
        foreach (var snippet in document)
        {
            code = snippet.Continues ? code + snippet.Located : snippet.Located;
            var whole = Parse(code);
            known.RemoveAll(unit => NamesIn(unit).Intersect(NamesIn(whole)).Any());
            if (snippet.NeedsCluster == cluster)
            {
                string[] asFile = Errors(whole, known, cluster, references);
                string[] asMembers = asFile.Length == 0 ? [] : Errors(Parse($"internal partial class Snippet{snippet.Line}\n{{\n{code}}}\n"), known, cluster, references);
                errors.AddRange(asFile.Length == 0 || asMembers.Length == 0 ? [] : asFile.Length <= asMembers.Length ? asFile : asMembers);
            }

            var types = whole.WithMembers([.. whole.Members.Where(member => member is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax)]);
            if (types.Members.Count > 0)
            {
                known.Add(types);
            }
        }

        return errors;
    }

    private static string[] Errors(
        CompilationUnitSyntax unit, IEnumerable<CompilationUnitSyntax> known, bool cluster, IEnumerable<MetadataReference> references)
    {
        var isProgram = unit.Members.Any(member => member is GlobalStatementSyntax);
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [
                unit.SyntaxTree,
                .. known.Select(other => SyntaxFactory.SyntaxTree(other, SourceFile.ParseOptions)),
                Usings([.. ImplicitUsings, "Undercurrent", .. cluster ? OrleansUsings : []]),
            ],
            references,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Describe).Distinct()];
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetMappedLineSpan();
        return $"{place.Path}:{place.StartLinePosition.Line + 1}: {diagnostic.Id} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    private static CompilationUnitSyntax Parse(string code) => CSharpSyntaxTree.ParseText(code, SourceFile.ParseOptions).GetCompilationUnitRoot();

    private static IEnumerable<string> NamesIn(CompilationUnitSyntax unit) =>
        unit.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.ValueText);
}
