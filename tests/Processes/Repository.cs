using System.Reflection;

namespace Undercurrent.Processes;

/// <summary>Where the built programs and libraries lie: of the same configuration as this test project.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Silo { get; } = Built("src/Silo", "Undercurrent.Silo");

    /// <summary>The command line.</summary>
    public static string Cli { get; } = Built("src/Cli", "undercurrent");

    /// <summary>The task library of the command line's tests.</summary>
    public static string CliTasks { get; } = Built("tests/Cli.Tasks", "Undercurrent.Cli.Tasks");

    public static string HelloTasks { get; } = Built("samples/HelloWorld.Tasks", "HelloWorld.Tasks");

    public static string FanOutTasks { get; } = Built("samples/FanOut.Tasks", "FanOut.Tasks");

    public static string TestTasks { get; } = Built("tests/Processes.Tasks", "Undercurrent.Processes.Tasks");

    public static string LoadTasks { get; } = Built("tests/Durability.Tasks", "Undercurrent.Durability.Tasks");

    /// <summary>The in-process program of the durability tests.</summary>
    public static string DurabilityProgram { get; } = Built("tests/Durability.Program", "Undercurrent.Durability.Program");

    /// <summary>A library that defines no task.</summary>
    public static string Words { get; } = Built("tests/Processes.Words", "Undercurrent.Processes.Words");

    /// <summary>A sample's program.</summary>
    public static string Sample(string name) => Built($"samples/{name}", name);

    private static string Built(string folder, string assembly)
    {
        var own = typeof(Repository).Assembly;
        var configuration = own.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var framework = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Root, folder, "bin", configuration, framework, $"{assembly}.dll");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Undercurrent.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Undercurrent.slnx.");
    }
}
