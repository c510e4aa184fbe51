using Undercurrent.Web.Search;

namespace Undercurrent.Web.Pages;

/// <summary>What the pages say of a query, and which page marks they believe.</summary>
internal static class QueryWords
{
    /// <summary>The errors in one sentence each; null for none.</summary>
    public static string? Of(IReadOnlyList<QueryError> errors) => errors.Count == 0
        ? null
        : string.Join(' ', errors.Select(error => $"{error.Message} (at character {error.Position + 1})"));

    /// <summary>Whether a text of an address can be a mark of a page; what can't is no link of ours, and is left out.</summary>
    public static bool IsMark(string? text)
    {
        var tilde = text?.IndexOf('~', StringComparison.Ordinal) ?? -1;
        return tilde is > 0 and < 19 && text.AsSpan(0, tilde).IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
