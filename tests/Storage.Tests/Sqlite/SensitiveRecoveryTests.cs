using System.Text;
using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>A run with sensitive keys whose process is gone, in an SQLite file that nobody reads a value out of.</summary>
public sealed class SensitiveRecoveryTests : IDisposable
{
    private const string Value = "hunter-2-hunter";

    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly ContextLimits Limits = new() { SensitiveKeys = SensitiveKeys.Matching("secret*") };

    private readonly TemporaryFolder _folder = new();
    private readonly string _id = Gate.NewId();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_goes_on_with_the_value_when_the_store_has_the_key()
    {
        await InterruptAsync(Key);
        await using var store = await SqlitePlace.OpenAsync(_folder["runs.db"], new StoreSetup { SensitiveValuesKey = Key });
        await using var runner = Runner(store);
        Gate.Of(_id).Open();
        var resumed = await runner.ResumeAsync(RunId.Parse(_id));

        var result = await resumed.As(SensitiveRecoveryTasks.Measure).ResultAsync().Soon("the result");
        Assert.Equal(["""{"secret.token": "***"}""", $"{Value.Length}"], result);
    }

    [Fact]
    public async Task Run_fails_and_says_why_when_the_values_are_kept_nowhere()
    {
        await InterruptAsync(null);
        await using var store = await SqlitePlace.OpenAsync(_folder["runs.db"]);
        await using var runner = Runner(store);
        var resumed = await runner.ResumeAsync(RunId.Parse(_id));

        var exception = await Assert.ThrowsAsync<TaskFailedException>(() => resumed.ResultJsonAsync().Soon("the failure"));
        Assert.Contains("secret.token", exception.Message, StringComparison.Ordinal);
        Assert.Contains("SensitiveValuesKey", exception.Message, StringComparison.Ordinal);
        Assert.Equal(RunState.Failed, (await resumed.GetRecordAsync()).State);
    }

    [Fact]
    public async Task Value_is_in_no_file()
    {
        await InterruptAsync(Key);

        Assert.All(Directory.GetFiles(Path.GetDirectoryName(_folder["runs.db"])!), file =>
            Assert.DoesNotContain(Value, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    // Launched, under way in a child, and given up with its process.
    private async Task InterruptAsync(byte[]? key)
    {
        await using var store = await SqlitePlace.OpenAsync(_folder["runs.db"], new StoreSetup { SensitiveValuesKey = key });
        await using var runner = Runner(store);
        await runner.WithRunContext(("secret.token", Value)).StartAsync(SensitiveRecoveryTasks.Measure, _id, new RunOptions { Id = RunId.Parse(_id) });
        await Gate.Of(_id + "started").WaitAsync();
    }

    private static LocalRunner Runner(RunStore store) => LocalRunner.Create(new LocalRunnerOptions { Store = store, ContextLimits = Limits });
}
