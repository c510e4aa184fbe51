using System.Diagnostics.CodeAnalysis;
using System.Text;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <summary>Texts that PostgreSQL takes.</summary>
internal static class PostgresText
{
    /// <summary>Without NUL, and without halves of surrogate pairs, which have no UTF-8.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text) =>
        text is null || !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? StoredText.Clean(text) : StoredText.Clean(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
}
