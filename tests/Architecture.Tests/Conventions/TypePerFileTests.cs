using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Undercurrent.Architecture;

/// <summary>
/// A file holds one type and is named after it. What follows a dot says which part: a feature of a partial type
/// (TaskEnvironment.Async.cs), or how many inputs a generic one has (TaskDefinition.1.cs).
/// </summary>
public class TypePerFileTests
{
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["src/Core/Tasks/ITask.cs"] = "One interface with zero to three inputs: they are read and changed together.",
        ["test.cs"] = "A program of one file (dotnet run test.cs) holds its types itself.",
    };

    [Fact]
    public void File_holds_one_type_and_is_named_after_it() => Rule.Holds(
        "One top-level type a file, the file named after it:", SourceFile.All.SelectMany(FindViolations), Exceptions);

    private static IEnumerable<Violation> FindViolations(SourceFile file)
    {
        var types = file.TopLevelTypes.ToList();
        var parts = Path.GetFileNameWithoutExtension(file.Path).Split('.', 2);
        if (types.Count == 0)
        {
            // A program, the attributes of an assembly, or its usings.
            var isOther = file.Unit.Members.Any(member => member is GlobalStatementSyntax) || file.Unit.AttributeLists.Count > 0 || file.Unit.Usings.Any(line => line.GlobalKeyword != default);
            return isOther ? [] : [new Violation(file.Path, "holds no type")];
        }

        if (types.Count > 1)
        {
            return [new Violation(file.Path, $"holds {types.Count} types: {string.Join(", ", types.Select(NameOf))}")];
        }

        if (NameOf(types[0]) != parts[0])
        {
            return [new Violation(file.Path, $"holds {NameOf(types[0])}")];
        }

        var hasPart = parts.Length == 1
            || types[0].Modifiers.Any(SyntaxKind.PartialKeyword)
            || (parts[1].All(char.IsAsciiDigit) && types[0] is TypeDeclarationSyntax { TypeParameterList: not null });
        return hasPart ? [] : [new Violation(file.Path, $"has the part '{parts[1]}' in its name, and {parts[0]} is neither partial nor generic")];
    }

    private static string NameOf(MemberDeclarationSyntax type) =>
        type is BaseTypeDeclarationSyntax declared ? declared.Identifier.ValueText : ((DelegateDeclarationSyntax)type).Identifier.ValueText;
}
