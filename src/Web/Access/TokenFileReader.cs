using System.Text.Json;
using Undercurrent.Web.Api;

namespace Undercurrent.Web.Access;

/// <summary>Reads the entries of a tokens file, and names everything that is wrong with them.</summary>
internal static class TokenFileReader
{
    private const int MaxNameLength = 64;
    private static readonly string[] Members = ["name", "hash", "scopes", "created", "expires"];

    public static List<TokenEntry> Read(JsonElement json, List<string> errors)
    {
        var entries = new List<TokenEntry>();
        if (json.ValueKind != JsonValueKind.Array)
        {
            errors.Add("It must be an array of tokens, as in [] for none.");
            return entries;
        }

        foreach (var (index, element) in json.EnumerateArray().Index())
        {
            var before = errors.Count;
            if (ReadEntry(element, $"Token {index + 1}", errors) is { } entry && errors.Count == before)
            {
                entries.Add(entry);
            }
        }

        errors.AddRange(Twice(entries.Select(entry => entry.Name)).Select(name => $"There are two tokens '{name}'; rename one."));
        errors.AddRange(Twice(entries.Select(entry => entry.Hash)).Select(_ => "Two tokens have the same hash; a token has one name."));
        return entries;
    }

    /// <summary>What is wrong with a token's name; null when nothing is.</summary>
    public static string? ProblemOfName(string name) =>
        name.Length is >= 1 and <= MaxNameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? null
            : $"the name '{ApiRequest.Shown(name)}' is not 1 to {MaxNameLength} of A-Z a-z 0-9 . _ -.";

    private static TokenEntry? ReadEntry(JsonElement element, string which, List<string> errors)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"{which} is no object.");
            return null;
        }

        foreach (var member in element.EnumerateObject().Where(member => !Members.Contains(member.Name)))
        {
            errors.Add($"{which} has the unknown member '{ApiRequest.Shown(member.Name)}'; a token has {string.Join(", ", Members)}.");
        }

        var name = Text(element, "name") ?? "";
        if (ProblemOfName(name) is { } problem)
        {
            errors.Add($"{which}: {problem}");
        }
        else
        {
            which = $"Token '{name}'";
        }

        var hash = Text(element, "hash") ?? "";
        if (!TokenText.IsHash(hash))
        {
            errors.Add($"{which}: its hash is not '{TokenText.HashPrefix}' and 64 digits 0-9 a-f. The file has hashes, never tokens themselves.");
        }

        return new TokenEntry
        {
            Name = name,
            Hash = hash,
            Scopes = ReadScopes(element, which, errors),
            Created = ReadTime(element, "created", which, errors) ?? default,
            Expires = ReadTime(element, "expires", which, errors),
        };
    }

    private static List<AccessScope> ReadScopes(JsonElement element, string which, List<string> errors)
    {
        var scopes = new List<AccessScope>();
        if (!element.TryGetProperty("scopes", out var listed) || listed.ValueKind != JsonValueKind.Array || listed.GetArrayLength() == 0)
        {
            errors.Add($"{which}: its scopes are not an array of at least one of read, run, admin.");
            return scopes;
        }

        foreach (var scope in listed.EnumerateArray())
        {
            if (scope.ValueKind == JsonValueKind.String && EnumWords<AccessScope>.TryRead(scope.GetString()!, out var known) && known != AccessScope.None)
            {
                scopes.Add(known);
            }
            else
            {
                errors.Add($"{which}: {ApiRequest.Shown(scope.GetRawText())} is no scope; scopes are read, run, admin.");
            }
        }

        return scopes;
    }

    private static DateTimeOffset? ReadTime(JsonElement element, string member, string which, List<string> errors)
    {
        if (!element.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time))
        {
            return time;
        }

        errors.Add($"{which}: its {member} is {ApiRequest.Shown(value.GetRawText())}, which is no time; write it as \"2026-01-31T12:00:00Z\".");
        return null;
    }

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string> Twice(IEnumerable<string> names) => names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key);
}
