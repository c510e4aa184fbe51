using Undercurrent.Records;

namespace Undercurrent.Storage.Journal;

/// <summary>About how many bytes of memory an entry holds.</summary>
internal static class EntrySize
{
    /// <summary>The call, its ids and the entry around it.</summary>
    public const int Base = 512;

    public static int Of(JournalEntry entry) => Base + entry switch
    {
        AttemptEnded ended => ended.Call.Inputs.Length + ended.Outcome.Value.Length + Of(ended.Outcome.Failure),
        AttemptStarted started => started.Call.Inputs.Length,
        RunLaunched launched => launched.Launch.Inputs.Length,
        RunEnded ended => ended.Outcome.Value.Length + Of(ended.Outcome.Failure),
        ActionReported reported => reported.Line.Length * 2,
        ActionLogged logged => logged.Line.Length * 2,
        RunWarned warned => warned.Message.Length * 2,
        _ => 0,
    };

    private static int Of(TaskFailure? failure) =>
        failure is null ? 0 : 2 * (failure.Message.Length + (failure.StackTrace?.Length ?? 0)) + Of(failure.Cause);
}
