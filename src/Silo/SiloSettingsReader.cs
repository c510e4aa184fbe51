using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Undercurrent.Silo.Http;

namespace Undercurrent.Silo;

/// <summary>
/// Reads the settings from a file, the environment and the command line, the later winning, and collects every error
/// instead of stopping at the first.
/// </summary>
internal sealed class SiloSettingsReader
{
    private readonly SettingValues _values;
    private readonly IConfigurationRoot _configuration;

    private SiloSettingsReader(IConfigurationRoot configuration, List<string> errors, bool isWhole) =>
        (_configuration, _values) = (configuration, new SettingValues(configuration, errors, isWhole));

    /// <summary>
    /// Everything that is wrong with the settings, and the settings; what can't be read is left out of them, so that the
    /// rest can be checked too.
    /// </summary>
    public static (SiloSettings Settings, IReadOnlyList<string> Errors) Read(string[] args, string folder)
    {
        var errors = new List<string>();
        var commandLine = CommandLineSettings.Parse(args, errors);
        var file = Path.Combine(folder, SettingList.FileName);
        IConfigurationRoot? whole = null;
        try
        {
            whole = Build(new ConfigurationBuilder().AddJsonFile(file, optional: true, reloadOnChange: false), commandLine);
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            errors.Add($"{file} can't be read: {exception.GetBaseException().Message}");
        }

        var reader = new SiloSettingsReader(whole ?? Build(new ConfigurationBuilder(), commandLine), errors, whole is not null);
        return (reader.Read(), errors);
    }

    private static IConfigurationRoot Build(IConfigurationBuilder builder, Dictionary<string, string?> commandLine) =>
        builder.AddEnvironmentVariables(SettingList.EnvironmentPrefix).AddInMemoryCollection(commandLine).Build();

    private SiloSettings Read()
    {
        RefuseUnknown();
        var siloPort = _values.Number("SiloPort", 11111, 1, 65535);
        var gatewayPort = _values.Number("GatewayPort", 30000, 1, 65535);
        var healthPort = _values.Port("HealthPort");
        var http = HttpSettingsReader.Read(_values);
        RefuseEqual(("SiloPort", siloPort), ("GatewayPort", gatewayPort), ("HealthPort", healthPort), ("HttpPort", http?.Port));
        var tasks = Tasks();
        var cluster = _values.Choice("Cluster", ClusterKind.Localhost);
        var primary = ClusterSettingsReader.Primary(_values, cluster);
        var address = ClusterSettingsReader.Address(_values, primary);
        var store = StoreSettingsReader.Read(_values, cluster);
        return new SiloSettings
        {
            Tasks = tasks,
            Cluster = cluster,
            Primary = primary,
            Address = address,
            SiloPort = siloPort,
            GatewayPort = gatewayPort,
            HealthPort = healthPort,
            Http = http,
            Store = store,
            Connection = ClusterSettingsReader.Connection(_values, cluster, store.Kind),
            ClusterId = _values.Text("ClusterId", ClusterOptions.DefaultClusterId),
            ServiceId = _values.Text("ServiceId", ClusterOptions.DefaultServiceId),
            Name = _values.Text("Name", $"{Environment.MachineName}:{siloPort}"),
            SensitiveKeys = Sensitive(),
            DrainTime = TimeSpan.FromSeconds(_values.Number("DrainSeconds", 25, 0, 24 * 60 * 60)),
            MaxPayloadBytes = _values.Number("MaxPayloadBytes", 4 * 1024 * 1024, 1, 32 * 1024 * 1024),
            MaxBlockingThreads = _values.Number("MaxBlockingThreads", 256, 1, 10_000),
            LogLevel = Level(),
        };
    }

    private void RefuseEqual(params (string Key, int? Port)[] ports)
    {
        foreach (var same in ports.Where(one => one.Port is not null).GroupBy(one => one.Port).Where(same => same.Count() > 1))
        {
            _values.Refuse($"{string.Join(" and ", same.Select(one => one.Key))} are {(same.Count() == 2 ? "both" : "all")} {same.Key}; they must differ.");
        }
    }

    private void RefuseUnknown()
    {
        foreach (var section in _configuration.GetChildren())
        {
            if (!SettingList.All.Any(setting => string.Equals(setting.Key, section.Key, StringComparison.OrdinalIgnoreCase)))
            {
                var nearest = NearestNames.Of(section.Key, SettingList.All.Select(setting => setting.Key));
                _values.Refuse($"There is no setting '{section.Key}'{(nearest.Count > 0 ? $"; did you mean '{nearest[0]}'" : "")}. --help lists them.");
            }
        }
    }

    // The whole list of the source that wins: lists of several sources are not mixed.
    private string[] Tasks()
    {
        var given = _configuration.Providers.Reverse().Select(TasksOf).FirstOrDefault(tasks => tasks.Length > 0) ?? [];
        if (given.Length == 0 && !_values.IsWhole)
        {
            // The file that can't be read may name them.
            return [];
        }

        if (given.Length == 0)
        {
            _values.Refuse("No task library is named, so this silo could run nothing. Name at least one: --tasks path/to/Library.dll");
        }
        else if (given.Any(string.IsNullOrWhiteSpace))
        {
            _values.Refuse("Tasks has an empty entry; each is the path of a task library: --tasks path/to/Library.dll");
        }

        return [.. given.Where(path => !string.IsNullOrWhiteSpace(path))];
    }

    private static string[] TasksOf(IConfigurationProvider source)
    {
        source.TryGet("Tasks", out var list);
        return
        [
            .. (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            .. source.GetChildKeys([], "Tasks").Select(key => source.TryGet($"Tasks:{key}", out var path) ? path ?? "" : ""),
        ];
    }

    private SensitiveKeys Sensitive()
    {
        try
        {
            return SensitiveKeys.Matching((_values["SensitiveKeys"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        catch (ArgumentException exception)
        {
            _values.Refuse($"SensitiveKeys: {exception.Message.Split(" (Parameter", 2)[0]}");
            return SensitiveKeys.None;
        }
    }

    private LogLevel Level()
    {
        var text = _values.Text("LogLevel", nameof(LogLevel.Information));
        if (Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level))
        {
            return level;
        }

        _values.Refuse($"LogLevel is '{text}'; allowed are {string.Join(", ", Enum.GetNames<LogLevel>())}.");
        return LogLevel.None;
    }
}
