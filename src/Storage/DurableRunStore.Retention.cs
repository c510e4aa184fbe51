using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage;

/// <content>Removes old runs.</content>
internal sealed partial class DurableRunStore
{
    // A program that lives for seconds removes as well, if only a little.
    private static readonly TimeSpan SmallRemoval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstRemoval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RemovalPeriod = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _closing = new();
    private Task _removing = Task.CompletedTask;

    public async Task<int> RemoveOldRunsAsync(RunRetention retention, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        var removed = 0;
        for (var hidden = -1; hidden != 0;)
        {
            hidden = await HideAsync(retention, cancellationToken).ConfigureAwait(false);
            removed += hidden;

            // Each step stands in the journal's queue, so that what others write comes in between.
            while (await _journal.RunAsync(_database.RemoveStep, cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return removed;
    }

    private async Task<int> HideAsync(RunRetention retention, CancellationToken cancellationToken)
    {
        var script = HideScript(retention);
        return await _journal.RunAsync(
            () => _database.Write(script, static reader =>
            {
                var rows = 0;
                while (reader.Read())
                {
                    rows++;
                }

                return rows;
            }),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> RemoveSomeAsync(RunRetention retention)
    {
        var removed = await HideAsync(retention, _closing.Token).ConfigureAwait(false);
        await _journal.RunAsync(_database.RemoveStep, _closing.Token).ConfigureAwait(false);
        return removed;
    }

    // First out of view, at once and together with what finds them; then, in steps, what belongs to them.
    private Sql HideScript(RunRetention retention)
    {
        var script = new Sql();
        if (retention.MaxAge is { } age)
        {
            var oldest = _options.Time.GetUtcNow().UtcTicks - age.Ticks;
            script.Add("INSERT INTO removals (run_no) SELECT no FROM runs WHERE ended_at IS NOT NULL AND ended_at < @oldest ORDER BY ended_at, no LIMIT 100 ")
                .Add("ON CONFLICT (run_no) DO NOTHING;\n").With("oldest", oldest);
        }

        if (retention.MaxRuns is { } most)
        {
            script.Add("INSERT INTO removals (run_no) SELECT no FROM runs WHERE ended_at IS NOT NULL ORDER BY ended_at, no LIMIT (SELECT CASE ")
                .Add("WHEN count(*) > @most + 100 THEN 100 WHEN count(*) > @most THEN count(*) - @most ELSE 0 END FROM runs WHERE ended_at IS NOT NULL) ")
                .Add("ON CONFLICT (run_no) DO NOTHING;\n").With("most", most);
        }

        return script.Add("DELETE FROM run_marks WHERE run_no IN (SELECT run_no FROM removals);\n")
            .Add("DELETE FROM cache_entries WHERE only_run IN (SELECT id FROM runs WHERE no IN (SELECT run_no FROM removals));\n")
            .Add("DELETE FROM run_details WHERE run_no IN (SELECT run_no FROM removals);\n")
            .Add("DELETE FROM runs WHERE no IN (SELECT run_no FROM removals) RETURNING no");
    }

    private void StartRemoving(RunRetention retention)
    {
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _removing = Task.Run(() => RemoveAsync(retention));
        }
    }

    private async Task RemoveAsync(RunRetention retention)
    {
        try
        {
            for (var pause = SmallRemoval; ; pause = pause == SmallRemoval ? FirstRemoval : RemovalPeriod)
            {
                await Task.Delay(pause, _options.Time, _closing.Token).ConfigureAwait(false);
                try
                {
                    var removing = pause == SmallRemoval ? RemoveSomeAsync(retention) : RemoveOldRunsAsync(retention, _closing.Token);
                    if (await removing.ConfigureAwait(false) is > 0 and var removed)
                    {
                        StorageLog.RemovedRuns(_log, removed);
                    }

                    if (pause != SmallRemoval)
                    {
                        await _cache.TrimAsync(_closing.Token).ConfigureAwait(false);
                    }
                }
                catch (Exception exception) when (exception is not OperationCanceledException and not ObjectDisposedException)
                {
                    StorageLog.RemovalFailed(_log, exception);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The store is closed.
        }
    }
}
