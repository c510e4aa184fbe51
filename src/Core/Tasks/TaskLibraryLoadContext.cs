using System.Reflection;
using System.Runtime.Loader;

namespace Undercurrent;

/// <summary>
/// Loads a task library with its own dependencies, apart from the host's, so that two libraries may need two versions
/// of a package. What crosses the border between host and library comes from the host: Undercurrent itself,
/// Microsoft.Extensions and Orleans.
/// </summary>
internal sealed class TaskLibraryLoadContext : AssemblyLoadContext
{
    /// <summary>What to do about a dependency that is missing or doesn't fit.</summary>
    public const string Advice = "Put the library's dependencies beside it: "
        + "dotnet publish does, and dotnet build does with <EnableDynamicLoading>true</EnableDynamicLoading> in the library's project.";

    private static readonly string[] Shared = ["Undercurrent.", "Microsoft.Extensions.", "Orleans", "Microsoft.Orleans."];

    private readonly AssemblyDependencyResolver _resolver;

    private TaskLibraryLoadContext(string path)
        : base(Path.GetFileNameWithoutExtension(path)) => _resolver = new AssemblyDependencyResolver(path);

    public static Assembly LoadLibrary(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new TaskLibraryException(
                $"There is no task library at {full}. Build it (dotnet build) and pass the path of its .dll.");
        }

        var loaded = AppDomain.CurrentDomain.GetAssemblies()
            .FirstOrDefault(assembly => !assembly.IsDynamic && string.Equals(assembly.Location, full, StringComparison.Ordinal));
        if (loaded is not null)
        {
            return loaded;
        }

        try
        {
            var context = new TaskLibraryLoadContext(full);
            var library = context.LoadFromAssemblyPath(full);
            context.CheckReferences(library, full);
            return library;
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException or InvalidOperationException)
        {
            throw new TaskLibraryException($"{full} is no .NET library that this program can load: {exception.Message}", exception);
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (Array.Exists(Shared, prefix => assemblyName.Name!.StartsWith(prefix, StringComparison.Ordinal)) && HostHas(assemblyName))
        {
            return null;
        }

        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;

    // Else the silo would start, and a task fail at the first line that needs what is missing.
    private void CheckReferences(Assembly library, string path)
    {
        string[] missing = [.. library.GetReferencedAssemblies().Where(reference => !Has(this, reference)).Select(reference => reference.Name!)];
        if (missing.Length > 0)
        {
            throw new TaskLibraryException(
                $"{path} needs {string.Join(", ", missing)}, which is neither beside it nor part of this program. {Advice}");
        }
    }

    private static bool HostHas(AssemblyName name) => Has(Default, name);

    private static bool Has(AssemblyLoadContext context, AssemblyName name)
    {
        try
        {
            context.LoadFromAssemblyName(name);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException)
        {
            return false;
        }
    }
}
