using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Undercurrent.Architecture;

/// <summary>A public type that can be derived from is a promise. (Internal ones are held by CA1852 of the build.)</summary>
public class SealedTypeTests
{
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["TaskDefinition"] = "The base of the definitions with zero to three inputs; its constructor is private protected.",
        ["TaskReturning"] = "The base of all definitions with one result type; its constructor is private protected.",
        ["RunHandle"] = "The base of RunHandle<TResult>; its constructor is internal.",
    };

    [Fact]
    public void Public_class_is_sealed() => Rule.Holds(
        "A public class in src is sealed or static, or in the exception list with the reason:",
        SourceFile.Below("src")
            .SelectMany(file => file.Unit.DescendantNodes().OfType<TypeDeclarationSyntax>())
            .Where(type => type is ClassDeclarationSyntax || type.IsKind(SyntaxKind.RecordDeclaration))
            .GroupBy(type => type.Identifier.ValueText)
            .Where(parts => IsPublic(parts) && !parts.All(IsClosed))
            .Select(parts => new Violation(parts.Key, "is public and can be derived from")),
        Exceptions);

    private static bool IsPublic(IEnumerable<TypeDeclarationSyntax> parts) => parts.Any(
        part => part.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().All(type => type.Modifiers.Any(SyntaxKind.PublicKeyword)));

    private static bool IsClosed(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.SealedKeyword) || type.Modifiers.Any(SyntaxKind.StaticKeyword);
}
