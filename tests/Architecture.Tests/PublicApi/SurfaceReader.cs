using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Undercurrent.Architecture;

/// <summary>
/// Writes down what a project of src shows to the world. It reads the source, not the assembly, so that projects that need
/// Orleans are read where Orleans isn't there; Orleans' own types then appear as the source calls them.
/// </summary>
internal static class SurfaceReader
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints
            | SymbolDisplayGenericsOptions.IncludeVariance,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    private static readonly SymbolDisplayFormat MemberFormat = TypeFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeExtensionThis);

    /// <summary>The public types and members of the project in this folder, one a line, sorted.</summary>
    public static string Read(string folder, string assembly)
    {
        var trees = SourceFile.Below(folder).Select(file => file.Unit.SyntaxTree).ToList();
        var unread = trees.SelectMany(tree => tree.GetDiagnostics()).FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.True(unread is null, $"The compiler of these tests can't read {folder}, so its surface is unknown: {unread}");
        var compilation = CSharpCompilation.Create(
            assembly,
            [.. trees, SnippetCompiler.Usings(SnippetCompiler.ImplicitUsings)],
            SnippetCompiler.OwnReferences.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != assembly),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        var text = new StringBuilder($"# What {assembly} shows to the world; long because it names all of it. Written by PublicApiTests.\n");
        foreach (var type in TypesOf(compilation.Assembly.GlobalNamespace).OrderBy(type => type.ToDisplayString(TypeFormat), StringComparer.Ordinal))
        {
            text.Append('\n').Append(Head(type)).Append('\n');
            foreach (var member in type.GetMembers().Where(IsShown)
                .Select(member => (member.Name, Line: Describe(member)))
                .OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.Line, StringComparer.Ordinal))
            {
                text.Append("    ").Append(member.Line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => TypesOf(inner),
        INamedTypeSymbol type when IsVisible(type) => TypesOf(type).Prepend(type),
        _ => [],
    });

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    // What the compiler adds by itself (a record's equality) follows from the type's head. A constructor that nobody wrote doesn't.
    private static bool IsShown(ISymbol member) => IsVisible(member)
        && member is not INamedTypeSymbol
        && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove }
        && (!member.IsImplicitlyDeclared || member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0, ContainingType.IsValueType: false });

    private static string Describe(ISymbol member) => member is IPropertySymbol
        ? member.ToDisplayString(WithAccessors(MemberFormat))
        : member.ToDisplayString(MemberFormat);

    private static SymbolDisplayFormat WithAccessors(SymbolDisplayFormat format) => new(
        format.GlobalNamespaceStyle, format.TypeQualificationStyle, format.GenericsOptions, format.MemberOptions, format.DelegateStyle,
        format.ExtensionMethodStyle, format.ParameterOptions, SymbolDisplayPropertyStyle.ShowReadWriteDescriptor, format.LocalOptions,
        format.KindOptions, format.MiscellaneousOptions);

    private static string Head(INamedTypeSymbol type)
    {
        string[] words =
        [
            type.DeclaredAccessibility == Accessibility.Public ? "public" : "protected",
            .. type.IsStatic ? ["static"]
                : type.TypeKind != TypeKind.Class ? (type.IsReadOnly ? ["readonly"] : [])
                : type.IsAbstract ? ["abstract"]
                : type.IsSealed ? ["sealed"] : Array.Empty<string>(),
            .. type.IsRecord ? ["record"] : Array.Empty<string>(),
            .. type is { IsRecord: true, TypeKind: TypeKind.Class } ? [] : new[] { type.TypeKind.ToString().ToLowerInvariant() },
            type.ToDisplayString(TypeFormat),
        ];
        var bases = type.TypeKind == TypeKind.Enum ? [] : type.Interfaces.Cast<INamedTypeSymbol>()
            .Where(implemented => !(type.IsRecord && implemented.Name == "IEquatable"))
            .Select(implemented => implemented.ToDisplayString(TypeFormat)).Order(StringComparer.Ordinal).ToList();
        if (type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: not SpecialType.System_Object } parent })
        {
            bases.Insert(0, parent.ToDisplayString(TypeFormat));
        }

        return string.Join(' ', words) + (bases.Count > 0 ? $" : {string.Join(", ", bases)}" : "");
    }
}
