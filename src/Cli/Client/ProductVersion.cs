using System.Reflection;

namespace Undercurrent.Cli.Client;

/// <summary>The version of the tool.</summary>
internal static class ProductVersion
{
    /// <summary>Whole, as in <c>0.1.0+abc</c>.</summary>
    public static string Whole { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>Without what stands behind the plus.</summary>
    public static string Number => Whole.Split('+')[0];
}
