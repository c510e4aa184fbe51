namespace Undercurrent.Web.Pages;

/// <summary>A field for an input of a task.</summary>
public sealed record InputField
{
    /// <summary>The input's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type, in the words of its JSON Schema.</summary>
    public required string Type { get; init; }

    /// <summary>What it is typed into.</summary>
    public required FieldKind Kind { get; init; }

    /// <summary>The words to choose from; empty for other kinds.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether it may be null.</summary>
    public bool AcceptsNull { get; init; }

    /// <summary>What its author says of it; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Its JSON Schema, to be shown beside a field for JSON.</summary>
    public string Schema { get; init; } = "";

    /// <summary>What was typed.</summary>
    public string Value { get; init; } = "";

    /// <summary>Whether an empty text means null.</summary>
    public bool EmptyIsNull { get; init; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Error { get; init; }
}
