namespace Undercurrent.Web.Contract;

/// <summary>What a program that talks to this server wants to know first.</summary>
public sealed record ServerJson
{
    /// <summary>The product's version.</summary>
    public required string Version { get; init; }

    /// <summary>The host's name: the silo's, or the machine's.</summary>
    public required string Name { get; init; }

    /// <summary><c>inProcess</c> or <c>silo</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Whether requests need a token.</summary>
    public required bool Authentication { get; init; }

    /// <summary>What the caller may do: <c>read</c>, <c>run</c>, <c>admin</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Why the run store can't be reached; absent while it answers.</summary>
    public string? StoreProblem { get; init; }
}
