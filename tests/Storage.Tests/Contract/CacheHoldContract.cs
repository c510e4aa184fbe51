using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>The hold of a key: one has it, in whichever process, until he gives it up or does not renew it.</summary>
public abstract class CacheHoldContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan NoPatience = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private readonly SettableTime _time = new();
    private readonly CacheKey _key = Given.CacheKey(Given.Unique());

    [Fact]
    public async Task One_holds_and_the_others_dont_until_he_gives_it_up()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync();
        await using var other = await place.OpenAsync();

        Assert.True(await HoldAsync(store, "one"));
        Assert.False(await HoldAsync(store, "two"));
        Assert.False(await HoldAsync(other, "two"));
        Assert.True(await other.Cache.TryHoldAsync(Given.CacheKey("another"), "two", Lease, NoPatience, CancellationToken.None));
        await other.Cache.ReleaseAsync(_key, "two");
        Assert.False(await HoldAsync(other, "two"));

        // What was said last in one process is done when the next question of that process is answered.
        await store.Cache.ReleaseAsync(_key, "one");
        Assert.True(await HoldAsync(store, "three"));
        await store.Cache.ReleaseAsync(_key, "three");
        await store.Cache.RenewAsync(_key, "three", Lease);
        Assert.True(await HoldAsync(other, "two"));
        Assert.False(await HoldAsync(store, "one"));
    }

    [Fact]
    public async Task Whoever_holds_may_take_it_again_as_behind_a_crash()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync();
        await using var other = await place.OpenAsync();

        Assert.True(await HoldAsync(store, "one"));
        Assert.True(await HoldAsync(store, "one"));
        Assert.True(await HoldAsync(other, "one"));
        Assert.False(await HoldAsync(other, "two"));
    }

    [Fact]
    public async Task Hold_that_is_not_renewed_is_taken_over()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync(new StoreSetup { Time = _time });
        await using var other = await place.OpenAsync(new StoreSetup { Time = _time });
        _time.Now = Given.Noon;
        Assert.True(await HoldAsync(store, "one"));

        _time.Now = Given.Noon + Lease - TimeSpan.FromTicks(1);
        Assert.False(await HoldAsync(other, "two"));
        Assert.True(await store.Cache.RenewAsync(_key, "one", Lease));
        _time.Now = Given.Noon + Lease;
        Assert.False(await HoldAsync(other, "two"));
        _time.Now = Given.Noon + (2 * Lease);
        Assert.True(await HoldAsync(other, "two"));

        // Whoever had it before has no say any more.
        Assert.False(await store.Cache.RenewAsync(_key, "one", Lease));
        await store.Cache.ReleaseAsync(_key, "one");
        Assert.False(await HoldAsync(store, "three"));
        Assert.True(await other.Cache.RenewAsync(_key, "two", Lease));
    }

    [Fact]
    public async Task Renewing_what_nobody_holds_is_refused() => Assert.False(await Store.Cache.RenewAsync(_key, "one", Lease));

    [Fact]
    public async Task Whoever_waits_in_the_same_process_is_woken_when_it_is_given_up()
    {
        Assert.True(await HoldAsync(Store, "one"));
        var waiting = Enumerable.Range(0, 10)
            .Select(number => Store.Cache.TryHoldAsync(_key, $"waits {number}", Lease, Patience, CancellationToken.None)).ToArray();
        Assert.DoesNotContain(waiting, wait => wait.IsCompleted);

        await Store.Cache.ReleaseAsync(_key, "one");

        Assert.All(await Task.WhenAll(waiting).Soon("those who wait"), Assert.False);
        Assert.True(await HoldAsync(Store, "two"));
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_and_holds_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.True(await HoldAsync(Store, "one"));
        var waiting = Store.Cache.TryHoldAsync(_key, "two", Lease, Patience, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Soon("the cancelled wait"));
        await Store.Cache.ReleaseAsync(_key, "one");
        Assert.True(await HoldAsync(Store, "three"));
    }

    [Fact]
    public async Task Of_many_at_once_in_several_processes_one_gets_it()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync();
        await using var other = await place.OpenAsync();

        var held = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => HoldAsync(number % 2 == 0 ? store : other, $"holder {number}"))).Soon("all");

        Assert.Single(held, isHeld => isHeld);
    }

    private Task<bool> HoldAsync(IRunStore store, string holder) => store.Cache.TryHoldAsync(_key, holder, Lease, NoPatience, CancellationToken.None);
}
