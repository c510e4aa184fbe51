using Npgsql;

namespace Undercurrent.Silo;

/// <summary>
/// Before it joins, a silo has to reach each silo that the membership calls active. One that was killed a moment ago would
/// keep it from joining, for nobody is left who declares it dead: the joining silo does so itself, but only when the sign
/// of life is too old by then. So this waits until each silo has either given another sign of life, or given none for long.
/// </summary>
internal static class MembershipCheck
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static async Task WaitAsync(SiloSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        if (settings.Cluster != ClusterKind.Postgres)
        {
            return;
        }

        // Behind this nothing can change any more: whoever has given no sign by then counts as gone.
        var most = 2 * Clustering.SignOfLifeLimit;
        var started = time.GetTimestamp();
        var first = await ReadAsync(settings, cancellationToken);
        var now = first;
        while (now.Any(silo => first.TryGetValue(silo.Key, out var seen) && seen == silo.Value && time.GetUtcNow() - silo.Value <= Clustering.SignOfLifeLimit)
            && time.GetElapsedTime(started) < most)
        {
            await Task.Delay(Pause, time, cancellationToken);
            now = await ReadAsync(settings, cancellationToken);
        }
    }

    // The active silos' last signs of life, but for an earlier one of this address: Orleans replaces that by itself.
    private static async Task<Dictionary<(string Address, int Port, int Generation), DateTimeOffset>> ReadAsync(SiloSettings settings, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Clustering.ConnectionString(settings.Connection!));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT address, port, generation, greatest(i_am_alive_at, started_at) FROM cluster_silos "
            + "WHERE cluster_id = $1 AND status = $2 AND NOT (address = $3 AND port = $4)", connection)
        {
            Parameters =
            {
                new() { Value = settings.ClusterId },
                new() { Value = (int)SiloStatus.Active },
                new() { Value = settings.Address.ToString() },
                new() { Value = settings.SiloPort },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var silos = new Dictionary<(string, int, int), DateTimeOffset>();
        while (await reader.ReadAsync(cancellationToken))
        {
            silos.Add((reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2)), reader.GetFieldValue<DateTimeOffset>(3));
        }

        return silos;
    }
}
