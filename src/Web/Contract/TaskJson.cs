using System.Text.Json;

namespace Undercurrent.Web.Contract;

/// <summary>A task that can be launched.</summary>
public sealed record TaskJson
{
    /// <summary>Its full name.</summary>
    public required string Name { get; init; }

    /// <summary>The environment that it is defined in.</summary>
    public required string Environment { get; init; }

    /// <summary>Its inputs, in order.</summary>
    public required IReadOnlyList<InputJson> Inputs { get; init; }

    /// <summary>The .NET type of its result.</summary>
    public required string ResultType { get; init; }

    /// <summary>The JSON Schema of its result.</summary>
    public required JsonElement ResultSchema { get; init; }

    /// <summary>Whether its body is synchronous.</summary>
    public required bool Blocking { get; init; }

    /// <summary>The most attempts at a failing action.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>Whether its results are cached.</summary>
    public required bool Cached { get; init; }

    /// <summary>The source file that defines it.</summary>
    public string? File { get; init; }

    /// <summary>The line in that file, from 1.</summary>
    public int? Line { get; init; }
}
