using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Samples;

/// <summary>
/// Hands a sample over to its program for a cluster: HelloWorld to HelloWorld.Cluster, which lies beside it. The two are
/// apart so that a sample builds and runs where the packages of Orleans can't be had.
/// </summary>
internal static class ClusterProgram
{
    /// <summary>Builds the program beside this one and runs it, on this console and with these arguments.</summary>
    /// <returns>Its exit code; 1 when it can't be found, built or started, with the reason on stderr.</returns>
    public static int Run(string[] args)
    {
        // At a terminal Ctrl-C reaches the other program too. This one stays until that one has ended.
        var interrupted = false;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = interrupted = true);

        var own = Assembly.GetEntryAssembly()!;
        var name = $"{own.GetName().Name}.Cluster";
        var configuration = own.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";
        if (FindProject(name) is not { } project)
        {
            return Refuse($"The cluster needs the program {name}, and no folder above {AppContext.BaseDirectory} holds {name}/{name}.csproj. "
                + "Run this sample from its folder in the repository: dotnet run --project samples/<sample> -- --cluster.");
        }

        try
        {
            var built = Build(project, configuration, out var output);
            if (interrupted)
            {
                return 130; // What a shell reports of a program that Ctrl-C ended.
            }

            return built ? Start(project, configuration, args) : RefuseBuild(project, output);
        }
        catch (Win32Exception exception)
        {
            return Refuse($"The cluster's program is built and started by '{Dotnet}', which can't be started: {exception.Message}. "
                + "Install the .NET 10 SDK (https://dot.net/download), or put its folder on the PATH.");
        }
    }

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string? FindProject(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, name, $"{name}.csproj");
            if (File.Exists(project))
            {
                return project;
            }
        }

        return null;
    }

    // By itself and not by `dotnet run`, which would print the build's warnings among the program's own lines.
    private static bool Build(string project, string configuration, out string output)
    {
        var start = new ProcessStartInfo(Dotnet, ["build", project, "-c", configuration, "--nologo", "-v", "quiet"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var build = Process.Start(start)!;
        var errors = build.StandardError.ReadToEndAsync();
        output = build.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        build.WaitForExit();
        return build.ExitCode == 0;
    }

    private static int Start(string project, string configuration, string[] args)
    {
        using var program = Process.Start(new ProcessStartInfo(Dotnet, ["run", "--project", project, "-c", configuration, "--no-build", "--", .. args]))!;

        // SIGTERM, unlike Ctrl-C, reaches this process alone: the other one must not outlive it.
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            program.Kill(entireProcessTree: true);
        });
        program.WaitForExit();
        return program.ExitCode;
    }

    private static int RefuseBuild(string project, string output)
    {
        // MSBuild prints each error twice.
        string[] errors = [.. output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct()];
        Console.Error.WriteLine(errors.Length > 0 ? string.Join('\n', errors) : output.Trim());
        return Refuse(output.Contains("error NU1", StringComparison.Ordinal)
            ? $"Packages of {project} can't be restored (above); it needs Microsoft Orleans. Give NuGet a source that has the versions in "
                + "Directory.Packages.props (dotnet nuget list source shows yours), then run this again. Without --cluster and --connect the sample needs no Orleans."
            : $"{project} can't be built (above). Mend it until this succeeds: dotnet build {project}");
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return 1;
    }
}
