using System.Reflection;
using System.Reflection.Emit;

namespace Undercurrent.Core.Tests.Tasks;

public sealed class TaskLibraryScannerTests
{
    [Fact]
    public void Class_whose_fields_break_is_a_problem_that_names_it_and_the_reason()
    {
        var assembly = BrokenLibrary();
        var scanner = new TaskLibraryScanner();

        var problem = Assert.Single(scanner.Scan(assembly));

        Assert.Contains("Broken.Bakery", problem, StringComparison.Ordinal);
        Assert.Contains("the oven is broken", problem, StringComparison.Ordinal);
        Assert.Same(scanner.Scan(assembly), scanner.Scan(assembly));
    }

    [Fact]
    public void Library_with_a_broken_class_is_refused_and_the_reason_is_in_the_error()
    {
        var catalog = new TaskCatalog(new TaskLibraryScanner());

        var error = Assert.Throws<TaskLibraryException>(() => catalog.Load(BrokenLibrary()));

        Assert.Contains("Broken can't be used", error.Message, StringComparison.Ordinal);
        Assert.Contains("the oven is broken", error.Message, StringComparison.Ordinal);
    }

    // static class Bakery { public static readonly TaskEnvironment Env = throw new InvalidOperationException("the oven is broken"); }
    private static Assembly BrokenLibrary()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Broken"), AssemblyBuilderAccess.RunAndCollect);
        var type = assembly.DefineDynamicModule("Broken").DefineType("Broken.Bakery", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        type.DefineField("Env", typeof(TaskEnvironment), FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.InitOnly);
        var initializer = type.DefineTypeInitializer().GetILGenerator();
        initializer.Emit(OpCodes.Ldstr, "the oven is broken");
        initializer.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor([typeof(string)])!);
        initializer.Emit(OpCodes.Throw);
        type.CreateType();
        return assembly;
    }
}
