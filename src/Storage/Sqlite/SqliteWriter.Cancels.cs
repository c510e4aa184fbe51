using System.Diagnostics.CodeAnalysis;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Sqlite;

/// <content>Actions that somebody wants cancelled.</content>
internal sealed partial class SqliteWriter
{
    private SqliteStatement _insertCancel;

    [MemberNotNull(nameof(_insertCancel))]
    private void PrepareCancels() => _insertCancel = Prepare("INSERT OR IGNORE INTO action_cancels (run_no, action, at) VALUES (?, ?, ?)");

    private Appended RequestCancel(WrittenRun run, ActionCancelRequested cancel)
    {
        _insertCancel.Long(run.No).Blob(ActionKey.Of(cancel.ActionId)).Long(cancel.At.UtcTicks).Run();
        return Appended.Taken;
    }
}
