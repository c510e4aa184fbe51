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
        try
        {
            return loaded ?? new TaskLibraryLoadContext(full).LoadFromAssemblyPath(full);
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

    private static bool HostHas(AssemblyName name)
    {
        try
        {
            Default.LoadFromAssemblyName(name);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException)
        {
            return false;
        }
    }
}
