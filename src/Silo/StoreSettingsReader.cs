using Undercurrent.Records;
using Undercurrent.Storage;

namespace Undercurrent.Silo;

/// <summary>Reads which run store to open, and refuses what has no use with it.</summary>
internal static class StoreSettingsReader
{
    private const int MostDays = 36_500;

    private static readonly string[] OfDurableStores = ["Durability", "KeepDays", "KeepRuns", "SensitiveValuesKey"];
    private static readonly string[] OfSqlite = ["Sqlite", "Synchronous"];

    public static StoreSettings Read(SettingValues values, ClusterKind cluster)
    {
        var kind = values.Choice("Store", cluster == ClusterKind.Postgres ? StoreKind.Postgres : StoreKind.Sqlite);
        if (cluster == ClusterKind.Postgres && kind != StoreKind.Postgres)
        {
            values.Refuse($"Store is '{values["Store"]}'; with Cluster 'postgres' it can only be 'postgres': silos of several machines need one record.");
        }

        foreach (var key in kind == StoreKind.Sqlite ? [] : OfSqlite)
        {
            RefuseWithout(values, key, "sqlite");
        }

        foreach (var key in kind == StoreKind.Memory ? OfDurableStores : [])
        {
            RefuseWithout(values, key, "sqlite' or 'postgres");
        }

        var defaults = new RunRetention();
        var days = values.Limit("KeepDays", (int)defaults.MaxAge!.Value.TotalDays, MostDays);
        return new StoreSettings
        {
            Kind = kind,
            Sqlite = values["Sqlite"] is null ? null : values.Text("Sqlite", "undercurrent/runs.db in the folder for application data"),
            Durability = values.Choice("Durability", RunDurability.Committed),
            Synchronous = values.Choice("Synchronous", SqliteSynchronous.Full),
            Retention = new RunRetention
            {
                MaxAge = days is { } most ? TimeSpan.FromDays(most) : null,
                MaxRuns = values.Limit("KeepRuns", defaults.MaxRuns!.Value, int.MaxValue),
            },
            SensitiveValuesKey = values["SensitiveValuesKey"] is null ? null : KeyIn(values),
        };
    }

    private static ReadOnlyMemory<byte> KeyIn(SettingValues values)
    {
        var (key, problem) = SensitiveValuesKeyFile.Read(values.Text("SensitiveValuesKey", "no key"));
        if (problem is not null)
        {
            values.Refuse($"SensitiveValuesKey: {problem}");
        }

        return key;
    }

    private static void RefuseWithout(SettingValues values, string key, string stores)
    {
        if (values[key] is not null && !values.IsUnknown("Cluster") && !values.IsUnknown("Store"))
        {
            values.Refuse($"{key} is for the store '{stores}' only; leave it out, or choose that store with Store.");
        }
    }
}
