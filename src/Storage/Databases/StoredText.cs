using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Undercurrent.Storage.Databases;

/// <summary>Texts as every database keeps them.</summary>
internal static class StoredText
{
    /// <summary>Without NUL, which PostgreSQL refuses and SQLite ends a text at.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text) => text?.Replace('\0', '\uFFFD');

    public static string? Of(TaskFailure? failure) => failure is null ? null : JsonSerializer.Serialize(failure);

    public static TaskFailure? ToFailure(string? json) => json is null ? null : JsonSerializer.Deserialize<TaskFailure>(json);

    public static string Of(IReadOnlyDictionary<string, string> labels) => JsonSerializer.Serialize(labels);

    public static IReadOnlyDictionary<string, string> ToLabels(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
}
