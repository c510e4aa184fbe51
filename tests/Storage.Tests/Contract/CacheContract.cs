using System.Text;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Cached results: found as they were put until they expire, their run goes or there are too many.</summary>
public abstract class CacheContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    private readonly SettableTime _time = new();

    [Fact]
    public async Task Entry_is_found_as_it_was_put()
    {
        var plain = Given.CacheEntry(Given.Unique());
        var full = Given.CacheEntry(Given.Unique(), "\"ü\"") with
        {
            OnlyRun = RunId.Parse("only"),
            ExpiresAt = DateTimeOffset.MaxValue,
            DependsOn = ["one", "two"],
        };
        await Store.Cache.PutAsync(plain);
        await Store.Cache.PutAsync(full);

        Assert.Null(await Store.Cache.FindAsync(Given.CacheKey(Given.Unique())));
        foreach (var (put, found) in new[] { (plain, await FindAsync(plain.Key)), (full, await FindAsync(full.Key)) })
        {
            Assert.Equal(put with { Output = default, DependsOn = null }, found with { Output = default, DependsOn = null });
            Assert.Equal(put.Output.ToArray(), found.Output.ToArray());
            Assert.Equal(put.DependsOn, found.DependsOn);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100_000)]
    [InlineData(1024 * 1024)]
    public async Task Output_of_any_size_comes_back(int bytes)
    {
        var entry = Given.CacheEntry(Given.Unique()) with { Output = Given.JsonOfSize(bytes) };
        await Store.Cache.PutAsync(entry);

        Assert.True((await FindAsync(entry.Key)).Output.Span.SequenceEqual(entry.Output.Span));
    }

    [Fact]
    public async Task Later_entry_replaces_the_one_before()
    {
        var entry = Given.CacheEntry(Given.Unique()) with { ExpiresAt = DateTimeOffset.MaxValue, DependsOn = ["key"], OnlyRun = RunId.Parse("only") };
        var later = Given.CacheEntry(entry.Key.ToString()) with { Key = entry.Key, Task = "own.other", Source = new ActionSource(RunId.Parse("later"), Given.ActionId(1)) };
        await Store.Cache.PutAsync(entry);
        await Store.Cache.PutAsync(later);

        var found = await FindAsync(entry.Key);
        Assert.Equal(later with { Output = default }, found with { Output = default });
    }

    [Fact]
    public async Task Entries_that_are_put_at_once_are_all_found_and_by_every_process()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync();
        var entries = Enumerable.Range(0, 500).Select(number => Given.CacheEntry($"entry{number % 250}", $"{number % 250}")).ToArray();
        await Task.WhenAll(entries.Select(store.Cache.PutAsync));

        await using var other = await place.OpenAsync();
        foreach (var entry in entries)
        {
            Assert.Equal(Encoding.UTF8.GetString(entry.Output.Span), Encoding.UTF8.GetString((await other.Cache.FindAsync(entry.Key))!.Output.Span));
        }
    }

    [Fact]
    public async Task Entry_that_has_expired_is_not_found_and_is_removed()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync(new StoreSetup { Time = _time });
        _time.Now = Given.Noon;
        var entries = Enumerable.Range(0, 1200).Select(number => Given.CacheEntry($"entry{number}") with { ExpiresAt = Given.At(number < 1100 ? 10 : 20) }).ToArray();
        await Task.WhenAll(entries.Select(store.Cache.PutAsync));

        _time.Now = Given.At(10).AddTicks(-1);
        await store.Cache.TrimAsync();
        Assert.NotNull(await store.Cache.FindAsync(entries[0].Key));
        _time.Now = Given.At(10);
        Assert.Null(await store.Cache.FindAsync(entries[0].Key));
        Assert.NotNull(await store.Cache.FindAsync(entries[1100].Key));

        // Gone and not only hidden: it is not there either when the clock is set back.
        await store.Cache.TrimAsync();
        _time.Now = Given.Noon;
        Assert.All(await FoundAsync(store, entries[..1100]), Assert.False);
        Assert.All(await FoundAsync(store, entries[1100..]), Assert.True);
    }

    [Fact]
    public async Task Entries_over_the_limit_go_those_that_were_not_used_for_longest_first()
    {
        var entries = Enumerable.Range(0, 12).Select(number => Given.CacheEntry($"entry{number}") with { Output = Given.JsonOfSize(1000) }).ToArray();
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync(new StoreSetup { Time = _time, MaxCacheBytes = 10 * entries[0].Size });
        for (var number = 0; number < 10; number++)
        {
            _time.Now = Given.At(number * 600);
            await store.Cache.PutAsync(entries[number]);
        }

        // Used again an hour after its making; what notes that comes before the next put.
        _time.Now = Given.At(12_000);
        await store.Cache.FindAsync(entries[0].Key);
        await store.Cache.PutAsync(entries[10]);
        await store.Cache.PutAsync(entries[11]);
        await store.Cache.TrimAsync();

        var found = await FoundAsync(store, entries);
        Assert.Equal((bool[])[true, false, false, .. Enumerable.Repeat(true, 9)], found);
    }

    [Fact]
    public async Task Entry_over_the_limit_itself_is_not_kept_and_pushes_no_other_out()
    {
        var (small, large) = (Given.CacheEntry("small"), Given.CacheEntry("large") with { Output = Given.JsonOfSize(10_000) });
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync(new StoreSetup { MaxCacheBytes = 5_000 });
        await store.Cache.PutAsync(small);
        await store.Cache.PutAsync(large with { Output = Given.Json("1") });
        await store.Cache.PutAsync(large);
        await store.Cache.TrimAsync();

        Assert.Equal((true, false), (await store.Cache.FindAsync(small.Key) is not null, await store.Cache.FindAsync(large.Key) is not null));
    }

    [Fact]
    public async Task Many_puts_keep_the_cache_near_its_limit_by_themselves()
    {
        var entries = Enumerable.Range(0, 400).Select(number => Given.CacheEntry($"entry{number}") with { Output = Given.JsonOfSize(1000) }).ToArray();
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync(new StoreSetup { MaxCacheBytes = 40 * entries[0].Size });
        foreach (var entry in entries)
        {
            await store.Cache.PutAsync(entry);
        }

        // It is done behind the puts; a hundred puts behind is far behind.
        Assert.InRange((await FoundAsync(store, entries)).Count(found => found), 1, 140);
    }

    [Fact]
    public async Task Entries_of_a_run_go_with_it()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync();
        var run = await TestRun.LaunchAsync(store, Given.Launch("run"));
        CacheEntry[] entries =
        [
            Given.CacheEntry("its own") with { OnlyRun = run.Id },
            Given.CacheEntry("its own too") with { OnlyRun = run.Id },
            Given.CacheEntry("another's") with { OnlyRun = RunId.Parse("other") },
            Given.CacheEntry("everybody's") with { Source = new ActionSource(run.Id, run.Root.ActionId) },
        ];
        await Task.WhenAll(entries.Select(store.Cache.PutAsync));
        await run.EndRunAsync();
        Assert.All(await FoundAsync(store, entries), Assert.True);

        await store.RemoveOldRunsAsync(new RunRetention { MaxAge = null, MaxRuns = 0 });

        var found = await FoundAsync(store, entries);
        Assert.Equal([false, false, true, true], found);
    }

    private async Task<CacheEntry> FindAsync(CacheKey key) =>
        await Store.Cache.FindAsync(key) ?? throw new InvalidOperationException("The entry was not found.");

    private static async Task<IReadOnlyList<bool>> FoundAsync(IRunStore store, CacheEntry[] entries)
    {
        var found = new bool[entries.Length];
        for (var index = 0; index < found.Length; index++)
        {
            found[index] = await store.Cache.FindAsync(entries[index].Key) is not null;
        }

        return found;
    }
}
