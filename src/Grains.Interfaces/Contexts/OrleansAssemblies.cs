using System.Reflection;

namespace Undercurrent.Grains.Contexts;

/// <summary>Knows the assemblies of Orleans itself. An application may be called Orleans.Something too, and its grains are its own.</summary>
internal static class OrleansAssemblies
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "Orleans.BroadcastChannel", "Orleans.Client", "Orleans.Core", "Orleans.Core.Abstractions", "Orleans.Dashboard", "Orleans.DurableJobs",
        "Orleans.EventSourcing", "Orleans.Journaling", "Orleans.Reminders", "Orleans.Reminders.Abstractions", "Orleans.Runtime",
        "Orleans.Runtime.Abstractions", "Orleans.Sdk", "Orleans.Serialization", "Orleans.Serialization.Abstractions", "Orleans.Server",
        "Orleans.Streaming", "Orleans.Streaming.Abstractions", "Orleans.TestingHost", "Orleans.Transactions",
    };

    // Its providers: Orleans.Persistence.AdoNet and so on.
    private static readonly string[] Families =
    [
        "Orleans.Clustering.", "Orleans.GrainDirectory.", "Orleans.Hosting.", "Orleans.Persistence.", "Orleans.Reminders.",
        "Orleans.Serialization.", "Orleans.Streaming.", "Orleans.Transactions.",
    ];

    public static bool Contains(Assembly assembly)
    {
        var name = assembly.GetName().Name ?? "";
        return Names.Contains(name) || Array.Exists(Families, family => name.StartsWith(family, StringComparison.Ordinal));
    }
}
