using System.Data.Common;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Reading;

namespace Undercurrent.Storage;

/// <content>What people read. It waits only for a moment for a database that is away.</content>
internal sealed partial class DurableRunStore
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public Task<RunRecord?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) =>
        ReadAsync(connection => RunRows.ReadOneAsync(connection, runId), _options.ReadLimit, cancellationToken);

    public async Task<Page<RunRecord>> FindRunsAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var sql = RunSearch.For(query);
        return await ReadAsync(
            connection => Reads.PageAsync(connection.StreamAsync(sql, RunRows.Read), query.Page.Size, PageMark.Of, Paging.PayloadOf),
            _options.ReadLimit,
            cancellationToken).ConfigureAwait(false);
    }

    public Task<ActionRecord?> GetActionAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default) => ReadRunAsync(
        runId,
        async (connection, run) =>
        {
            var rows = new ActionRows(runId, run);
            var action = await connection.FirstAsync(ActionSearch.One(run, actionId), rows.Read).ConfigureAwait(false);
            return action is null
                ? null
                : await rows.WithPayloadsAsync(connection, (await rows.WithEarlierAsync(connection, [action]).ConfigureAwait(false))[0]).ConfigureAwait(false);
        },
        (ActionRecord?)null,
        cancellationToken);

    public Task<Page<ActionRecord>> GetChildrenAsync(
        RunId runId, ActionId? parentId, PageRequest page = default, CancellationToken cancellationToken = default)
    {
        _ = page.Mark;
        return ReadRunAsync(
            runId, (connection, run) => PageAsync(connection, runId, run, ActionSearch.Children(run, parentId, page), page.Size), new Page<ActionRecord>([], null), cancellationToken);
    }

    public Task<IReadOnlyDictionary<ActionState, long>> CountChildrenAsync(
        RunId runId, ActionId? parentId, CancellationToken cancellationToken = default) => ReadRunAsync<IReadOnlyDictionary<ActionState, long>>(
            runId,
            (connection, run) => CountAsync(
                connection,
                new Sql("SELECT state, count(*) FROM actions WHERE run_no = @run AND parent = @parent GROUP BY state")
                    .With("run", run).With("parent", ActionKey.Of(parentId))),
            new Dictionary<ActionState, long>(),
            cancellationToken);

    public Task<IReadOnlyList<ActionRecord>> GetSlowestChildrenAsync(
        RunId runId, ActionId? parentId, int count, CancellationToken cancellationToken = default)
    {
        Overviews.CheckCount(count);
        return ReadRunAsync(
            runId, async (connection, run) => (await PageAsync(connection, runId, run, ActionSearch.Slowest(run, parentId, count), count).ConfigureAwait(false)).Items, [], cancellationToken);
    }

    public Task<Page<ActionRecord>> FindActionsAsync(RunId runId, ActionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        _ = query.Page.Mark;
        return ReadRunAsync(
            runId,
            (connection, run) => query.Reads is null
                ? PageAsync(connection, runId, run, ActionSearch.For(run, query), query.Page.Size, ActionSearch.NeedsLook(query) ? action => query.FitsOutcome(action.Failure, action.Reads) : null)
                : PageOfReadersAsync(connection, runId, run, query),
            new Page<ActionRecord>([], null),
            cancellationToken);
    }

    public Task<IReadOnlyDictionary<ActionState, long>> CountActionsAsync(RunId runId, ActionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadRunAsync<IReadOnlyDictionary<ActionState, long>>(
            runId,
            async (connection, run) => ActionSearch.NeedsLook(query)
                ? Overviews.CountByState((await connection.ListAsync(ActionSearch.Candidates(run, query, paged: false), Candidate.Read).ConfigureAwait(false))
                    .Where(action => query.FitsOutcome(action.Failure, action.Reads)).Select(action => action.State))
                : await CountAsync(connection, ActionSearch.Counts(run, query)).ConfigureAwait(false),
            new Dictionary<ActionState, long>(),
            cancellationToken);
    }

    public Task<IReadOnlyList<ContextUse>> GetContextsAsync(RunId runId, int max, CancellationToken cancellationToken = default)
    {
        Overviews.CheckMax(max);
        return ReadRunAsync<IReadOnlyList<ContextUse>>(
            runId,
            async (connection, run) => await connection.ListAsync(
                ActionSearch.Contexts(run, max), row => new ContextUse(ContextCodec.Decode(row.Bytes(0), ContextLimits.Default), row.Long(1))).ConfigureAwait(false),
            [],
            cancellationToken);
    }

    private static async Task<IReadOnlyDictionary<ActionState, long>> CountAsync(DbConnection connection, Sql sql) =>
        (await connection.ListAsync(sql, row => (State: (ActionState)row.Int(0), Count: row.Long(1))).ConfigureAwait(false))
            .ToDictionary(some => some.State, some => some.Count);

    // Nearly all actions of a large run may read a key: who they are is found by few columns, and only the page's are read in full.
    private static async Task<Page<ActionRecord>> PageOfReadersAsync(DbConnection connection, RunId runId, long run, ActionQuery query)
    {
        var ids = new List<byte[]>();
        await foreach (var action in connection.StreamAsync(ActionSearch.Candidates(run, query, paged: true), Candidate.Read).ConfigureAwait(false))
        {
            if (query.FitsOutcome(action.Failure, action.Reads))
            {
                ids.Add(action.Id);
            }

            if (ids.Count > query.Page.Size)
            {
                break;
            }
        }

        return ids.Count == 0
            ? new Page<ActionRecord>([], null)
            : await PageAsync(connection, runId, run, ActionSearch.These(run, ids), query.Page.Size).ConfigureAwait(false);
    }

    private static async Task<Page<ActionRecord>> PageAsync(
        DbConnection connection, RunId runId, long run, Sql sql, int size, Func<ActionRecord, bool>? fits = null)
    {
        var rows = new ActionRows(runId, run);
        var found = connection.StreamAsync(sql, rows.Read);
        var page = await Reads.PageAsync(fits is null ? found : found.Where(fits), size, PageMark.Of, Paging.PayloadOf).ConfigureAwait(false);
        return page with { Items = await rows.WithEarlierAsync(connection, page.Items).ConfigureAwait(false) };
    }

    private Task<T> ReadRunAsync<T>(RunId runId, Func<DbConnection, long, Task<T>> read, T none, CancellationToken cancellationToken, TimeSpan? patience = null) => ReadAsync(
        async connection => await connection.RunNumberAsync(runId).ConfigureAwait(false) is { } run ? await read(connection, run).ConfigureAwait(false) : none,
        patience ?? _options.ReadLimit,
        cancellationToken);

    /// <summary>Reads, again and again while the database is away and <paramref name="patience"/> lasts.</summary>
    internal async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, TimeSpan patience, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, typeof(RunStore));
        var since = _options.Time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await _database.ReadAsync(read, cancellationToken).ConfigureAwait(false);
            }
            catch (DatabaseAwayException exception) when (patience != Timeout.InfiniteTimeSpan && _options.Time.GetElapsedTime(since) >= patience)
            {
                throw new StoreUnavailableException($"The run store {_database.Name} could not be read for {patience}: {exception.Message}", exception);
            }
            catch (DatabaseAwayException) when (_disposed == 0)
            {
                await Task.Delay(pause, _options.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
