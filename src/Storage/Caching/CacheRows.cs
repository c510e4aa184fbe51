using System.Globalization;
using System.Text.Json;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Reading;

namespace Undercurrent.Storage.Caching;

/// <summary>The statements and rows of cached results, the same for every database.</summary>
internal static class CacheRows
{
    /// <summary>An entry that has not expired, and when it was last used: <see cref="Read"/>.</summary>
    public static Sql Find(CacheKey key, DateTimeOffset now) => new Sql(
        "SELECT task, run_id, action, only_run, created_at, expires_at, depends_on, output, used_at FROM cache_entries "
        + "WHERE key = @key AND (expires_at IS NULL OR expires_at > @now)").With("key", key.ToBytes()).With("now", now.UtcTicks);

    public static (CacheEntry Entry, DateTimeOffset UsedAt)? Read(CacheKey key, Row row)
    {
        var entry = new CacheEntry
        {
            Key = key,
            Task = row.Text(0),
            Source = new ActionSource(RunId.Parse(row.Text(1)), ActionKey.Read(row.Bytes(2))),
            OnlyRun = row.TextOrNull(3) is { } run ? RunId.Parse(run) : null,
            CreatedAt = row.Time(4),
            ExpiresAt = row.TimeOrNull(5),
            DependsOn = row.TextOrNull(6) is { } keys ? JsonSerializer.Deserialize<string[]>(keys) : null,
            Output = row.Bytes(7),
        };
        return (entry, row.Time(8));
    }

    /// <summary>Writes entries; no two have the same key.</summary>
    public static Sql Put(IReadOnlyCollection<CacheEntry> entries, DateTimeOffset now)
    {
        var sql = new Sql("INSERT INTO cache_entries (key, task, run_id, action, only_run, created_at, expires_at, used_at, depends_on, size, output) VALUES ")
            .With("now", now.UtcTicks);
        var index = 0;
        foreach (var entry in entries)
        {
            var n = index++.ToString(CultureInfo.InvariantCulture);
            sql.Add(index == 1 ? "" : ", ")
                .Add($"(@key{n}, @task{n}, @run{n}, @action{n}, {Text("only", entry.OnlyRun?.Value)}, @made{n}, {Time("until", entry.ExpiresAt)}, @now, ")
                .Add($"{Text("depends", entry.DependsOn is null ? null : JsonSerializer.Serialize(entry.DependsOn))}, @size{n}, @output{n})")
                .With("key" + n, entry.Key.ToBytes()).With("task" + n, entry.Task)
                .With("run" + n, entry.Source.RunId.Value).With("action" + n, ActionKey.Of(entry.Source.ActionId))
                .With("made" + n, entry.CreatedAt.UtcTicks).With("size" + n, entry.Size).With("output" + n, entry.Output.ToArray());

            string Text(string name, string? value)
            {
                _ = value is null ? sql : sql.With(name + n, value);
                return value is null ? "NULL" : $"@{name}{n}";
            }

            string Time(string name, DateTimeOffset? value)
            {
                _ = value is { } time ? sql.With(name + n, time.UtcTicks) : sql;
                return value is null ? "NULL" : $"@{name}{n}";
            }
        }

        return sql.Add(
            " ON CONFLICT (key) DO UPDATE SET task = excluded.task, run_id = excluded.run_id, action = excluded.action, only_run = excluded.only_run, "
            + "created_at = excluded.created_at, expires_at = excluded.expires_at, used_at = excluded.used_at, depends_on = excluded.depends_on, "
            + "size = excluded.size, output = excluded.output");
    }

    public static Sql Touch(CacheKey key, DateTimeOffset now) =>
        new Sql("UPDATE cache_entries SET used_at = @now WHERE key = @key AND used_at < @now").With("key", key.ToBytes()).With("now", now.UtcTicks);

    /// <summary>By compare-and-set: one row when it is held now, none when somebody else has it. It bears being run twice.</summary>
    public static Sql Hold(CacheKey key, string holder, DateTimeOffset now, TimeSpan lease) => new Sql(
        "INSERT INTO cache_holds (key, holder, expires_at) VALUES (@key, @holder, @until) ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, "
        + "expires_at = excluded.expires_at WHERE cache_holds.expires_at <= @now OR cache_holds.holder = excluded.holder")
        .With("key", key.ToBytes()).With("holder", holder).With("now", now.UtcTicks).With("until", (now + lease).UtcTicks);

    public static Sql Renew(CacheKey key, string holder, DateTimeOffset until) =>
        new Sql("UPDATE cache_holds SET expires_at = @until WHERE key = @key AND holder = @holder")
            .With("key", key.ToBytes()).With("holder", holder).With("until", until.UtcTicks);

    public static Sql Release(CacheKey key, string holder) =>
        new Sql("DELETE FROM cache_holds WHERE key = @key AND holder = @holder").With("key", key.ToBytes()).With("holder", holder);

    public static Sql Expired(DateTimeOffset now, int max) =>
        new Sql("SELECT key FROM cache_entries WHERE expires_at <= @now ORDER BY expires_at LIMIT @max").With("now", now.UtcTicks).With("max", max);

    /// <summary>Holds of those who are gone for good: nobody asked for their keys again.</summary>
    public static Sql OldHolds(DateTimeOffset before) => new Sql("DELETE FROM cache_holds WHERE expires_at < @before").With("before", before.UtcTicks);

    public static Sql TotalSize() => new("SELECT CAST(coalesce(sum(size), 0) AS bigint) FROM cache_entries");

    /// <summary>Key and size, the least recently used first.</summary>
    public static Sql LeastRecentlyUsed(int max) => new Sql("SELECT key, size FROM cache_entries ORDER BY used_at, key LIMIT @max").With("max", max);

    public static Sql Remove(IReadOnlyCollection<byte[]> keys) => new Sql("DELETE FROM cache_entries WHERE key IN ").List("k", keys);
}
