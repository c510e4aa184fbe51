using Undercurrent.Execution;

namespace Undercurrent.Storage.Tests.Support;

/// <summary>Outcomes by the name that a theory can carry.</summary>
internal static class Outcomes
{
    public static readonly string[] Names = ["succeeded", "failed", "lost", "cancelled"];

    public static Outcome Named(string name) => name switch
    {
        "succeeded" => Given.Succeeded(),
        "failed" => Given.Failed(),
        "lost" => Given.Lost(),
        "cancelled" => Outcome.Cancelled(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No outcome of this name."),
    };
}
