using Microsoft.Data.Sqlite;
using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteOpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["runs.db"];

    [Fact]
    public async Task File_that_is_not_there_is_made_with_its_folders()
    {
        var path = _folder["one/two/runs.db"];
        await using var store = await SqlitePlace.OpenAsync(path);

        await TestRun.LaunchAsync(store.Store);

        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Empty_file_becomes_a_store()
    {
        await File.WriteAllBytesAsync(Path, []);
        await using var store = await SqlitePlace.OpenAsync(Path);

        Assert.Equal(RunState.Running, (await (await TestRun.LaunchAsync(store.Store)).RecordAsync()).State);
    }

    [Fact]
    public async Task Stores_that_open_a_new_file_at_once_all_work_and_see_each_others_runs()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => SqlitePlace.OpenAsync(Path)))).Soon("the stores");
        var runs = await Task.WhenAll(stores.Select(store => TestRun.LaunchAsync(store.Store))).Soon("the launches");

        foreach (var store in stores)
        {
            Assert.Equal(
                runs.Select(run => run.Id.Value).Order(StringComparer.Ordinal),
                (await store.Records.FindRunsAsync(new RunQuery())).Items.Select(run => run.RunId.Value).Order(StringComparer.Ordinal));
        }

        await Task.WhenAll(stores.Select(store => store.DisposeAsync().AsTask())).Soon("the end");
        Assert.Equal("ok", Scalar("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task File_that_is_no_database_is_refused_and_left_as_it_was()
    {
        var text = string.Concat(Enumerable.Repeat("These are my notes. ", 500));
        await File.WriteAllTextAsync(Path, text);

        var error = await Assert.ThrowsAsync<RunStoreException>(() => SqlitePlace.OpenAsync(Path));

        Assert.Contains($"'{Path}' is no SQLite database", error.Message, StringComparison.Ordinal);
        Assert.Contains("SqliteRunStoreOptions.Path", error.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(Path));
    }

    [Fact]
    public async Task Database_of_something_else_is_refused_and_left_as_it_was()
    {
        Execute("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')");
        var before = await File.ReadAllBytesAsync(Path);

        var error = await Assert.ThrowsAsync<RunStoreException>(() => SqlitePlace.OpenAsync(Path));

        Assert.Contains("something else than a run store", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path));
    }

    [Fact]
    public async Task Newer_schema_is_refused_with_both_versions_and_left_as_it_was()
    {
        await (await SqlitePlace.OpenAsync(Path)).DisposeAsync();
        var known = Convert.ToInt64(Scalar("PRAGMA user_version"), null);
        Execute("PRAGMA user_version = 4711; CREATE TABLE tomorrow (x)");

        var error = await Assert.ThrowsAsync<RunStoreException>(() => SqlitePlace.OpenAsync(Path));

        Assert.Contains("version 4711", error.Message, StringComparison.Ordinal);
        Assert.Contains($"up to {known}", error.Message, StringComparison.Ordinal);
        Assert.Equal("4711", Scalar("PRAGMA user_version"));
    }

    [Fact]
    public async Task Folder_that_can_not_be_made_is_named()
    {
        await File.WriteAllTextAsync(_folder["file"], "");
        var path = _folder["file/below/runs.db"];

        var error = await Assert.ThrowsAsync<RunStoreException>(() => SqlitePlace.OpenAsync(path));

        Assert.Contains(_folder["file/below"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Path_that_is_a_folder_is_refused()
    {
        Directory.CreateDirectory(Path);

        Assert.Contains("is a folder", (await Assert.ThrowsAsync<RunStoreException>(() => SqlitePlace.OpenAsync(Path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_may_not_be_written_is_refused_and_the_error_says_what_to_do()
    {
        await (await SqlitePlace.OpenAsync(Path)).DisposeAsync();

        // Permissions don't stop everybody; that the file's log is a folder does.
        Directory.CreateDirectory(Path + "-wal");

        var error = await Assert.ThrowsAsync<RunStoreException>(() => SqlitePlace.OpenAsync(Path));

        Assert.Contains($"'{Path}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_file_is_refused_and_named()
    {
        await (await SqlitePlace.OpenAsync(Path)).DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(Path);
        Array.Fill(bytes, (byte)0x5A, 100, bytes.Length - 100);
        await File.WriteAllBytesAsync(Path, bytes);

        var error = await Assert.ThrowsAsync<RunStoreException>(() => SqlitePlace.OpenAsync(Path));

        Assert.Contains($"'{Path}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_opening_leaves_nothing_open()
    {
        await File.WriteAllTextAsync(Path, "no database, and too long to be a short one. " + new string('x', 1000));
        await Assert.ThrowsAsync<RunStoreException>(() => SqlitePlace.OpenAsync(Path));

        File.Delete(Path);
        await using var store = await SqlitePlace.OpenAsync(Path);
        await TestRun.LaunchAsync(store.Store);
    }

    [Fact]
    public async Task Opening_marks_runs_as_interrupted_whose_owner_is_gone_and_they_keep_their_owner()
    {
        TestRun gone, held, ended;
        await using var other = await SqlitePlace.OpenAsync(Path);
        using var hold = other.Store.HoldOwner("held");
        gone = await TestRun.LaunchAsync(other.Store, owner: "gone");
        held = await TestRun.LaunchAsync(other.Store, owner: "held");
        ended = await TestRun.LaunchAsync(other.Store, owner: "gone");
        await ended.EndRunAsync();

        await using var store = await SqlitePlace.OpenAsync(Path);

        Assert.Equal((RunState.Interrupted, "gone"), ((await gone.RecordAsync()).State, (await gone.RecordAsync()).Owner));
        Assert.Equal(RunState.Running, (await held.RecordAsync()).State);
        Assert.Equal(RunState.Succeeded, (await ended.RecordAsync()).State);
        Assert.True(store.Store.IsHeld("held"));
        Assert.Equal([gone.Id], (await store.Store.FindUnfinishedAsync([], 10)).Select(run => run.RunId));

        // It died, so it counts as lost.
        Assert.Equal(1, (await store.Store.TryClaimAsync(gone.Unfinished(), "next"))?.LostInARow);
        hold.Dispose();
        Assert.Equal(2, await store.Store.MarkInterruptedAsync());
        Assert.Equal(RunState.Interrupted, (await held.RecordAsync()).State);
    }

    [Fact]
    public async Task Options_out_of_range_are_all_named_at_once()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => SqliteRunStore.OpenAsync(new SqliteRunStoreOptions
        {
            Path = " ",
            Synchronous = (SqliteSynchronous)7,
            Durability = (RunDurability)8,
            LaunchLimit = TimeSpan.FromSeconds(-1),
        }));

        Assert.All((string[])["Path", "Synchronous", "Durability", "LaunchLimit"], option => Assert.Contains(option, error.Message, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private string? Scalar(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), null);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }
}
