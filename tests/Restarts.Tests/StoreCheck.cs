using Undercurrent.Processes;
using Undercurrent.Storage;

namespace Undercurrent.Restarts;

/// <summary>Opens the file that programs have left and checks what is in it.</summary>
internal static class StoreCheck
{
    public static async Task<LoadFindings> RunAsync(string path, IReadOnlyCollection<LaunchedRun> launched)
    {
        await using var store = await SqliteRunStore.OpenAsync(new SqliteRunStoreOptions { Path = path });
        return await LoadCheck.RunAsync(store, launched);
    }
}
