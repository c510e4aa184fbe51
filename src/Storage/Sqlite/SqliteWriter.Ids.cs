using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Undercurrent.Execution;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Sqlite;

/// <content>
/// Where an action's row is. Ids are hashes: an index that is written with every action is written at a random place, and most
/// of its pages with every transaction. So the newest of a run are known here and listed in <c>action_ids</c> many at a time,
/// in their order, at the run's end at the latest. Readers look at the rows behind <c>runs.listed</c>.
/// </content>
internal sealed partial class SqliteWriter
{
    /// <summary>How many of a run are not listed at the most, beside those of one transaction; readers look through so many.</summary>
    public const int MostRecentOfARun = 16_384;

    /// <summary>
    /// The same for a run that was taken over. A body that runs again and calls more than is read ahead has each further call
    /// looked for alone, and each of those looks through so many.
    /// </summary>
    public const int MostRecentOfATakenOver = 256;

    private const int MostRecentOfAll = 8 * MostRecentOfARun;

    private readonly int _mostRecent;
    private SqliteStatement _insertId;
    private SqliteStatement _findId;
    private SqliteStatement _findRecent;
    private SqliteStatement _setListed;

    // Of all runs that are known here, or a few more.
    private int _recent;

    [MemberNotNull(nameof(_insertId), nameof(_findId), nameof(_findRecent), nameof(_setListed))]
    private void PrepareIds()
    {
        _insertId = Prepare("INSERT INTO action_ids (run_no, id, no) VALUES (?, ?, ?) ON CONFLICT (run_no, id) DO UPDATE SET no = excluded.no");
        _findId = Prepare("SELECT no FROM action_ids WHERE run_no = ? AND id = ?");
        _findRecent = Prepare("SELECT id, no FROM actions WHERE no > ? AND no < ?");
        _setListed = Prepare("UPDATE runs SET listed = ?, seq = ? WHERE no = ?");
    }

    /// <summary>The number of an action's row; null when it has none.</summary>
    private long? NumberOf(WrittenRun run, ActionId action, ReadOnlySpan<byte> id)
    {
        if (run.Recent.TryGet(action, out var recent))
        {
            return recent;
        }

        if (run.Listed == 0)
        {
            return null;
        }

        _findId.Long(run.No).Blob(id);
        long? listed = _findId.Step() ? _findId.GetLong(0) : null;
        _findId.Reset();
        return listed;
    }

    private void SetNumber(WrittenRun run, ActionId action, long no)
    {
        var before = run.Recent.Count;
        run.Recent.Set(action, no);
        _recent += run.Recent.Count - before;
    }

    /// <summary>At a transaction's end.</summary>
    private void ListWhatIsDue()
    {
        foreach (var run in _changed)
        {
            var most = run.Epoch == RunLaunch.FirstEpoch ? _mostRecent : Math.Min(_mostRecent, MostRecentOfATakenOver);
            if (run.Recent.Count >= most || run.HasEnded)
            {
                List(run);
            }

            run.IsChanged = false;
        }

        _changed.Clear();
        if (_recent > MostRecentOfAll)
        {
            ListAll();
        }
    }

    private void ListAll()
    {
        foreach (var run in _runs.Values)
        {
            List(run);
        }

        // What else is counted is of runs that others may have written to; it is read again when it is asked for.
        _forgotten = [];
        _recent = 0;
    }

    // Whoever opens the file next, to go on with a run for instance, needn't look for them.
    private void ListAtClose()
    {
        try
        {
            InTransaction(() =>
            {
                ListAll();
                return true;
            });
        }
        catch (SqliteException)
        {
            // The file is away. They are found all the same.
        }
    }

    private void List(WrittenRun run)
    {
        if (run.Recent.Count == 0)
        {
            return;
        }

        _recent -= run.Recent.Count;
        Span<byte> id = stackalloc byte[ActionKey.MaxLength];
        foreach (var (action, no) in run.Recent.Take())
        {
            _insertId.Long(run.No).Blob(id[..ActionKey.Write(action, id)]).Long(no).Run();
        }

        run.Listed = run.Sequence;
        _setListed.Long(run.Listed).Long(run.Sequence).Long(run.No).Run();
    }

    /// <summary>What is known of a run's newest rows: from before others wrote, or else from the file.</summary>
    private RecentActions RecentOf(RunId runId, long no, long sequence, long listed)
    {
        if (_forgotten.Remove(runId, out var known) && known.No == no && known.Sequence == sequence && known.Listed == listed)
        {
            return known.Recent;
        }

        var recent = new RecentActions();
        _findRecent.Long(RowNumber.Of(no, listed)).Long(RowNumber.EndOf(no));
        while (_findRecent.Step())
        {
            recent.Set(ActionKey.Read(_findRecent.GetUtf8(0)), _findRecent.GetLong(1));
        }

        _findRecent.Reset();
        _recent += recent.Count;
        return recent;
    }
}
