using Orleans.Configuration;

namespace Undercurrent.Silo;

/// <summary>All settings of a silo, as the help shows them.</summary>
internal static class SettingList
{
    public const string EnvironmentPrefix = "UNDERCURRENT_";
    public const string FileName = "undercurrent.json";

    public static readonly IReadOnlyList<SettingDescription> All =
    [
        new("Tasks", "path.dll", "a task library to load, with its dependencies beside it; repeat it for more (in the environment: separate by ';')"),
        new("Name", "text", "the silo's name in records and logs; default machine and silo port"),

        new("Cluster", "kind", "where the membership is kept: localhost (silos of one machine; default) or postgres (silos of many)"),
        new("Primary", "host:port", "with localhost: the silo port of the cluster's first silo, on this machine, when this isn't it: localhost:11111"),
        new("ClusterId", "text", "the cluster's id; default " + ClusterOptions.DefaultClusterId),
        new("ServiceId", "text", "the service's id; default " + ClusterOptions.DefaultServiceId),
        new("Address", "ip or name", "where other silos and clients reach this machine; default 127.0.0.1: only from this machine"),
        new("SiloPort", "port", "where other silos connect; default 11111"),
        new("GatewayPort", "port", "where clients connect; default 30000"),
        new("HealthPort", "port", "answers GET /health/live and /health/ready there; default: no port"),

        new("HttpPort", "port", "serves the pages and the HTTP API there; default: no port. Several silos of one machine take one each"),
        new("HttpAddress", "ip", "the address of this machine that they listen on, or 0.0.0.0; default 127.0.0.1: only for this machine. Others need HttpTokens"),
        new("HttpTokens", "path", "the file of API tokens (undercurrent token new); default: whoever reaches the port may do all"),
        new("HttpKeys", "path", "a folder for the keys that sign cookies, shared by silos behind one name; default: kept in memory"),
        new("HttpBaggage", "keys", "context keys that a start request's baggage header may set, separated by ';'; default none"),

        new("Store", "kind", "where runs are recorded: sqlite, postgres or memory; default sqlite, with the cluster postgres postgres"),
        new("Connection", "text", "the PostgreSQL database, as \"Host=…;Database=…;Username=…;Password=…\"; better in the environment, where other users don't see it"),
        new("Sqlite", "path", "the SQLite file; default undercurrent/runs.db in the user's folder for application data"),
        new("Durability", "kind", "committed (default: what a caller sees is committed) or relaxed (a crash may run the last moments again)"),
        new("Synchronous", "kind", "SQLite's: full (default: a commit survives a power cut) or normal (the last ones may be lost by one)"),
        new("KeepDays", "number", "how many days ended runs are kept, or 'all'; default 30"),
        new("KeepRuns", "number", "how many ended runs are kept, or 'all'; default 1000000"),

        new("SensitiveValuesKey", "path", "a file with 32 bytes as Base64, the same for all silos: keeps sensitive values encrypted, so that their runs go on after a crash"),
        new("SensitiveKeys", "keys", "context keys whose values only task code sees, masked everywhere else; names and patterns, separated by ';', as in password;*.token; default none"),
        new("DrainSeconds", "number", "how long running actions may go on when the silo is stopped; default 25"),
        new("MaxPayloadBytes", "number", "the largest inputs or result of a call; default 4194304"),
        new("MaxBlockingThreads", "number", "the most threads for synchronous bodies; default 256"),
        new("LogLevel", "level", "Trace, Debug, Information, Warning, Error, Critical or None; default Information"),
    ];
}
