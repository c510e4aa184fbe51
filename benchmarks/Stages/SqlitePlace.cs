using Undercurrent.Records;
using Undercurrent.Storage;

namespace Undercurrent.Benchmarks.Stages;

/// <summary>A file of its own; the folder is removed with all of them.</summary>
internal sealed class SqlitePlace(TempFolder files, SqliteRunStoreOptions options) : IStorePlace
{
    private readonly string _path = files.NextFile("runs");

    public SqlitePlace(TempFolder files)
        : this(files, new SqliteRunStoreOptions())
    {
    }

    public Task<RunStore> OpenAsync() => SqliteRunStore.OpenAsync(options with { Path = _path });

    /// <summary>How large the database is, with what lies beside it.</summary>
    public long Size()
    {
        var file = new FileInfo(_path);
        return file.Directory!.EnumerateFiles(file.Name + "*").Sum(part => part.Length);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
