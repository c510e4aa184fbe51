using System.Text.Json;

namespace Undercurrent.Web.Api;

/// <summary>The words of an enum in the contract: its names in camelCase.</summary>
internal static class EnumWords<TEnum>
    where TEnum : struct, Enum
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<TEnum>().Select(Of)];

    public static string Of(TEnum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static bool TryRead(string text, out TEnum value)
    {
        foreach (var candidate in Enum.GetValues<TEnum>())
        {
            if (string.Equals(Of(candidate), text, StringComparison.OrdinalIgnoreCase))
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The words for a text that is none of them.</summary>
    public static string Wrong(string text)
    {
        var near = NearestNames.Of(text, All);
        return $"'{ApiRequest.Shown(text)}' is none of {string.Join(", ", All)}.{(near.Count > 0 ? $" Did you mean {near[0]}?" : "")}";
    }
}
