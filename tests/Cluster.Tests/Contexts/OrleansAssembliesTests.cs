using System.Reflection;
using System.Reflection.Emit;
using Undercurrent.Grains.Contexts;

namespace Undercurrent.Cluster.Tests.Contexts;

public sealed class OrleansAssembliesTests
{
    [Fact]
    public void Every_assembly_of_Orleans_beside_the_tests_is_known()
    {
        var files = Directory.GetFiles(AppContext.BaseDirectory, "Orleans.*.dll");

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(OrleansAssemblies.Contains(Assembly.Load(AssemblyName.GetAssemblyName(file))), $"{Path.GetFileName(file)} is not known"));
    }

    [Theory]
    [InlineData("Orleans.MyApp")]
    [InlineData("OrleansApp")]
    [InlineData("MyApp.Orleans.Core")]
    public void Applications_own_assembly_is_not_Orleans_whatever_its_name(string name)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.Run);

        Assert.False(OrleansAssemblies.Contains(assembly));
    }
}
