namespace Undercurrent.Silo;

/// <summary>Turns <c>--silo-port 11111</c> and <c>--silo-port=11111</c> into settings.</summary>
internal static class CommandLineSettings
{
    public static Dictionary<string, string?> Parse(string[] args, List<string> errors)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var libraries = 0;
        for (var index = 0; index < args.Length; index++)
        {
            var equals = args[index].IndexOf('=', StringComparison.Ordinal);
            var option = equals < 0 ? args[index] : args[index][..equals];
            var known = SettingList.All.FirstOrDefault(setting => setting.Option == option);
            if (known is null)
            {
                errors.Add(Unknown(option));

                // What follows it was meant as its value: one mistake, one error.
                index += equals < 0 && IsOption(option) && index + 1 < args.Length && !IsOption(args[index + 1]) ? 1 : 0;
                continue;
            }

            var value = equals >= 0 ? args[index][(equals + 1)..]
                : index + 1 < args.Length && !IsOption(args[index + 1]) ? args[++index]
                : null;
            if (value is null)
            {
                errors.Add($"{option} needs a value: {option} {known.Value}");
            }
            else if (known.Key == "Tasks")
            {
                settings[$"Tasks:{libraries++}"] = value;
            }
            else if (!settings.TryAdd(known.Key, value))
            {
                errors.Add($"{option} is given twice.");
            }
        }

        return settings;
    }

    private static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal);

    private static string Unknown(string option)
    {
        var nearest = NearestNames.Of(option, SettingList.All.Select(setting => setting.Option));
        return $"There is no option '{option}'{(nearest.Count > 0 ? $"; did you mean '{nearest[0]}'" : "")}. --help lists them.";
    }
}
