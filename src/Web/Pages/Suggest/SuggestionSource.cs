namespace Undercurrent.Web.Pages;

/// <summary>What suggestions are made of.</summary>
internal sealed record SuggestionSource
{
    public required IReadOnlyList<string> Fields { get; init; }

    public required IReadOnlyList<string> States { get; init; }

    public required IReadOnlyList<string> Tasks { get; init; }

    public required IReadOnlyList<(string Key, string Value)> Context { get; init; }

    public IReadOnlyList<(string Key, string Value)> Labels { get; init; } = [];

    public IReadOnlyList<string> Reads { get; init; } = [];
}
