using System.Reflection;
using System.Reflection.Emit;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Tasks;

/// <summary>Libraries whose dependencies are not all there. They are built here, each test's with names of its own.</summary>
public sealed class TaskLibraryDependencyTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private const TypeAttributes Static = TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed;
    private const FieldAttributes StaticField = FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.InitOnly;

    [Fact]
    public void Library_whose_indirect_dependency_is_missing_is_refused_with_type_dependency_and_what_to_do()
    {
        var path = WriteWithMissingBase("Lone");
        var catalog = new TaskCatalog(new TaskLibraryScanner());

        var error = Assert.Throws<TaskLibraryException>(() => catalog.LoadFrom(path));

        Assert.Contains("Lone can't be used: Lone.Bakery: it needs LoneBase, which can't be found.", error.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet publish", error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.Throws<TaskLibraryException>(() => catalog.LoadFrom(path)).Message);
    }

    [Fact]
    public void Missing_dependency_is_found_at_every_look_and_hides_no_other_class()
    {
        var library = Assembly.LoadFrom(WriteWithMissingBase("Shared"));
        var scanner = new TaskLibraryScanner();

        var problem = Assert.Single(scanner.Scan(library));

        Assert.StartsWith("Shared.Bakery: it needs SharedBase, which can't be found.", problem, StringComparison.Ordinal);
        Assert.Contains(problem, scanner.Problems);
        Assert.True(AppContext.TryGetSwitch("Shared.Cellar", out var isInitialized) && isInitialized);
    }

    [Theory]
    [InlineData("Yeast, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null", "it needs Yeast, which can't be found. Put the library's dependencies beside it")]
    [InlineData("recipe.json", "no such file")]
    public void Initializer_that_misses_a_dependency_is_told_from_one_that_misses_a_file_of_its_own(string file, string expected)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Hungry"), AssemblyBuilderAccess.RunAndCollect);
        var type = assembly.DefineDynamicModule("Hungry").DefineType("Hungry.Bakery", Static);
        type.DefineField("Env", typeof(TaskEnvironment), StaticField);
        var initializer = type.DefineTypeInitializer().GetILGenerator();
        initializer.Emit(OpCodes.Ldstr, "no such file");
        initializer.Emit(OpCodes.Ldstr, file);
        initializer.Emit(OpCodes.Newobj, typeof(FileNotFoundException).GetConstructor([typeof(string), typeof(string)])!);
        initializer.Emit(OpCodes.Throw);
        type.CreateType();

        var problem = Assert.Single(new TaskLibraryScanner().Scan(assembly));

        Assert.StartsWith($"Hungry.Bakery: {expected}", problem, StringComparison.Ordinal);
    }

    // X: static class Bakery { static TaskEnvironment Env; static Oven Oven; }, static class Cellar { static TaskEnvironment Env; static Cellar() => AppContext.SetSwitch("X.Cellar", true); }
    // XOven: class Oven : Device. XBase with Device is not written.
    private string WriteWithMissingBase(string name)
    {
        var lowest = new PersistedAssemblyBuilder(new AssemblyName($"{name}Base"), typeof(object).Assembly);
        var device = lowest.DefineDynamicModule($"{name}Base").DefineType($"{name}.Device", TypeAttributes.Public);
        device.CreateType();
        var between = new PersistedAssemblyBuilder(new AssemblyName($"{name}Oven"), typeof(object).Assembly);
        var oven = between.DefineDynamicModule($"{name}Oven").DefineType($"{name}.Oven", TypeAttributes.Public, device);
        oven.CreateType();
        var library = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        var module = library.DefineDynamicModule(name);
        var bakery = module.DefineType($"{name}.Bakery", Static);
        bakery.DefineField("Env", typeof(TaskEnvironment), StaticField);
        bakery.DefineField("Oven", oven, StaticField);
        bakery.CreateType();
        var cellar = module.DefineType($"{name}.Cellar", Static);
        cellar.DefineField("Env", typeof(TaskEnvironment), StaticField);
        var initializer = cellar.DefineTypeInitializer().GetILGenerator();
        initializer.Emit(OpCodes.Ldstr, $"{name}.Cellar");
        initializer.Emit(OpCodes.Ldc_I4_1);
        initializer.Emit(OpCodes.Call, typeof(AppContext).GetMethod(nameof(AppContext.SetSwitch))!);
        initializer.Emit(OpCodes.Ret);
        cellar.CreateType();
        Write(between, $"{name}Oven.dll");
        return Write(library, $"{name}.dll");
    }

    private string Write(PersistedAssemblyBuilder assembly, string name)
    {
        using var stream = new MemoryStream();
        assembly.Save(stream);
        return folder.Write(name, stream.ToArray());
    }
}
