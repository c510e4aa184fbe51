using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Undercurrent.Silo;

/// <summary>
/// Reads the settings from a file, the environment and the command line, the later winning, and collects every error
/// instead of stopping at the first.
/// </summary>
internal sealed class SiloSettingsReader
{
    public const string EnvironmentPrefix = "UNDERCURRENT_";
    public const string FileName = "undercurrent.json";

    public static readonly IReadOnlyList<SettingDescription> All =
    [
        new("Tasks", "path.dll", "a task library to load, with its dependencies beside it; repeat it for more (in the environment: separate by ';')"),
        new("SiloPort", "port", "where other silos connect; default 11111"),
        new("GatewayPort", "port", "where clients connect; default 30000"),
        new("Primary", "host:port", "the silo port of the cluster's first silo, on this machine, when this isn't it: localhost:11111"),
        new("ClusterId", "text", "the cluster's id; default " + ClusterOptions.DefaultClusterId),
        new("ServiceId", "text", "the service's id; default " + ClusterOptions.DefaultServiceId),
        new("Name", "text", "the silo's name in records and logs; default machine and silo port"),
        new("DrainSeconds", "number", "how long running actions may go on when the silo is stopped; default 25"),
        new("MaxPayloadBytes", "number", "the largest inputs or result of a call; default 4194304"),
        new("MaxBlockingThreads", "number", "the most threads for synchronous bodies; default 256"),
        new("LogLevel", "level", "Trace, Debug, Information, Warning, Error, Critical or None; default Information"),
    ];

    private readonly List<string> _errors;
    private readonly IConfigurationRoot _configuration;
    private readonly bool _isWhole;

    private SiloSettingsReader(IConfigurationRoot configuration, List<string> errors, bool isWhole) =>
        (_configuration, _errors, _isWhole) = (configuration, errors, isWhole);

    /// <summary>
    /// Everything that is wrong with the settings, and the settings; what can't be read is left out of them, so that the
    /// rest can be checked too.
    /// </summary>
    public static (SiloSettings Settings, IReadOnlyList<string> Errors) Read(string[] args, string folder)
    {
        var errors = new List<string>();
        var commandLine = CommandLineSettings.Parse(args, errors);
        var file = Path.Combine(folder, FileName);
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
        builder.AddEnvironmentVariables(EnvironmentPrefix).AddInMemoryCollection(commandLine).Build();

    private SiloSettings Read()
    {
        RefuseUnknown();
        var siloPort = Number("SiloPort", 11111, 1, 65535);
        var gatewayPort = Number("GatewayPort", 30000, 1, 65535);
        if (siloPort == gatewayPort)
        {
            _errors.Add($"SiloPort and GatewayPort are both {siloPort}; they must differ.");
        }

        return new SiloSettings
        {
            Tasks = Tasks(),
            SiloPort = siloPort,
            GatewayPort = gatewayPort,
            Primary = Primary(),
            ClusterId = Text("ClusterId", ClusterOptions.DefaultClusterId),
            ServiceId = Text("ServiceId", ClusterOptions.DefaultServiceId),
            Name = Text("Name", $"{Environment.MachineName}:{siloPort}"),
            DrainTime = TimeSpan.FromSeconds(Number("DrainSeconds", 25, 0, 24 * 60 * 60)),
            MaxPayloadBytes = Number("MaxPayloadBytes", 4 * 1024 * 1024, 1, 32 * 1024 * 1024),
            MaxBlockingThreads = Number("MaxBlockingThreads", 256, 1, 10_000),
            LogLevel = Level(),
        };
    }

    private void RefuseUnknown()
    {
        foreach (var section in _configuration.GetChildren())
        {
            if (!All.Any(setting => string.Equals(setting.Key, section.Key, StringComparison.OrdinalIgnoreCase)))
            {
                var nearest = NearestNames.Of(section.Key, All.Select(setting => setting.Key));
                _errors.Add($"There is no setting '{section.Key}'{(nearest.Count > 0 ? $"; did you mean '{nearest[0]}'" : "")}. --help lists them.");
            }
        }
    }

    // The whole list of the source that wins: lists of several sources are not mixed.
    private string[] Tasks()
    {
        var given = _configuration.Providers.Reverse().Select(TasksOf).FirstOrDefault(tasks => tasks.Length > 0) ?? [];
        if (given.Length == 0 && !_isWhole)
        {
            // The file that can't be read may name them.
            return [];
        }

        if (given.Length == 0)
        {
            _errors.Add("No task library is named, so this silo could run nothing. Name at least one: --tasks path/to/Library.dll");
        }
        else if (given.Any(string.IsNullOrWhiteSpace))
        {
            _errors.Add("Tasks has an empty entry; each is the path of a task library: --tasks path/to/Library.dll");
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

    private IPEndPoint? Primary()
    {
        if (_configuration["Primary"] is not { } text)
        {
            return null;
        }

        var colon = text.LastIndexOf(':');
        var host = colon > 0 ? text[..colon] : "";
        var address = host is "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var parsed) ? parsed : null;
        if (address is null || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            _errors.Add($"Primary is '{text}'; it must be an address and the silo port of the first silo, as in localhost:11111.");
            return null;
        }

        if (!IPAddress.IsLoopback(address))
        {
            _errors.Add($"Primary is '{text}'; it must be on localhost, as in localhost:{port}: clusters over several machines need the durable run store, which is not there yet.");
        }

        // Where silos of this machine listen, by whichever of its loopback addresses they are named.
        return new IPEndPoint(IPAddress.Loopback, port);
    }

    private LogLevel Level()
    {
        var text = Text("LogLevel", nameof(LogLevel.Information));
        if (Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level))
        {
            return level;
        }

        _errors.Add($"LogLevel is '{text}'; allowed are {string.Join(", ", Enum.GetNames<LogLevel>())}.");
        return LogLevel.None;
    }

    private string Text(string key, string fallback)
    {
        if (_configuration[key] is not { } text)
        {
            return fallback;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            _errors.Add($"{key} is empty; leave it out for the default '{fallback}'.");
        }

        return text;
    }

    private int Number(string key, int fallback, int least, int most)
    {
        if (_configuration[key] is not { } text)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _errors.Add($"{key} is '{text}'; it must be a whole number from {least} to {most}.");
        return fallback;
    }
}
