namespace Undercurrent.Architecture;

/// <summary>Who may know whom: the table of docs/architecture.md as data.</summary>
internal static class Arrows
{
    /// <summary>The projects of src. A new one gets a row here, and one in CONTRIBUTING.md.</summary>
    public static readonly IReadOnlyDictionary<string, ProjectRule> Src = new Dictionary<string, ProjectRule>
    {
        // Nothing of Orleans, no database, no web: what a task library references, it makes every task library reference.
        ["src/Core"] = new(
            Projects: [],
            Packages: ["Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions"]),
        ["src/Storage"] = new(["src/Core"], ["Microsoft.Data.Sqlite", "Microsoft.Extensions.Logging.Abstractions", "Npgsql", "SQLitePCLRaw.bundle_e_sqlite3", "SQLitePCLRaw.core"]),
        ["src/Grains.Interfaces"] = new(["src/Core"], ["Microsoft.Orleans.Sdk"]),
        ["src/Grains"] = new(["src/Grains.Interfaces"], ["Microsoft.Orleans.Sdk", "Microsoft.Orleans.Server"]),
        ["src/Client"] = new(["src/Grains.Interfaces"], ["Microsoft.Orleans.Sdk", "Microsoft.Orleans.Client"]),
        ["src/Web"] = new(["src/Core"], ["Microsoft.AspNetCore.OpenApi"], ["Microsoft.AspNetCore.App", "the SDK Microsoft.NET.Sdk.Razor"]),
        ["src/Cli"] = new(["src/Core", "src/Storage", "src/Web"], ["Spectre.Console", "System.CommandLine"], ["Microsoft.AspNetCore.App"]),
        ["src/Silo"] = new(["src/Grains", "src/Storage", "src/Web"], ["Microsoft.Orleans.Sdk", "Microsoft.Orleans.Clustering.AdoNet"], ["Microsoft.AspNetCore.App"]),
    };

    /// <summary>What the Directory.Build files give to every project below them.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> SharedPackages = new Dictionary<string, string[]>
    {
        ["src/Directory.Build.props"] = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"],
        ["tests/Directory.Build.props"] = ["Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio"],
    };

    /// <summary>The only projects that may need Orleans, themselves or through another. The rest builds and runs without.</summary>
    public static readonly IReadOnlySet<string> KnowOrleans = new HashSet<string>
    {
        "src/Grains.Interfaces",
        "src/Grains",
        "src/Client",
        "src/Silo",
        "tests/Cluster.Tests",
        "tests/Durability.Tests",
        "tests/Processes.Tests",
        "samples/HelloWorld.Cluster",
        "samples/FanOut.Cluster",
        "samples/Policies.Cluster",
        "samples/PlainGrains",
        "benchmarks",
    };
}
