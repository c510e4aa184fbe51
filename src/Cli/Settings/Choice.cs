using System.CommandLine;
using System.Text.Json;

namespace Undercurrent.Cli.Settings;

/// <summary>Makes options that take one of a few words.</summary>
internal static class Choice
{
    /// <summary>Takes the names of an enumeration, written as the API does or in any case.</summary>
    public static Option<T> Of<T, TEnum>(Option<T> option, params TEnum[] except)
        where TEnum : struct, Enum
    {
        string[] words = [.. Enum.GetValues<TEnum>().Except(except).Select(value => value.ToString()).Select(JsonNamingPolicy.CamelCase.ConvertName)];
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (words.Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                return (T)(object)Enum.Parse<TEnum>(text, ignoreCase: true);
            }

            result.AddError($"{option.Name} is '{Output.Shown.Line(text)}'; allowed are {string.Join(", ", words)}.");
            return default;
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        return option;
    }
}
