using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Rule L3 beside rule F5: what a store keeps of sensitive values, and who gets them back.</summary>
public abstract class SensitiveContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    private static readonly ContextLimits Limits = new() { SensitiveKeys = SensitiveKeys.Matching("secret*") };
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    [Fact]
    public async Task Claim_has_the_values_when_the_store_has_the_key()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync(new StoreSetup { SensitiveValuesKey = Key });
        var run = await TestRun.LaunchAsync(store, Launch());

        var claim = (await run.ClaimAsync("next"))!;
        Assert.Equal("hunter-2", claim.Launch.Context["secret.token"]);
        Assert.False(claim.Launch.Context.IsMasked);
        Assert.True(claim.Launch.Context.FindEntry("secret.token")!.IsSensitive);
        Assert.Equal("***", (await run.RecordAsync()).Context["secret.token"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Claim_has_the_mask_without_the_key_or_with_another(bool hasAnother)
    {
        if (!Store.IsShared)
        {
            return;
        }

        await using var place = await Fixture.CreatePlaceAsync();
        await using var first = await place.OpenAsync(hasAnother ? new StoreSetup { SensitiveValuesKey = Key } : null);
        var run = await TestRun.LaunchAsync(first, Launch());
        await using var second = await place.OpenAsync(hasAnother ? new StoreSetup { SensitiveValuesKey = [.. Key.Reverse()] } : null);

        var claim = (await second.TryClaimAsync(run.Unfinished(), "next"))!;
        Assert.Equal(("***", "seen", true), (claim.Launch.Context["secret.token"], claim.Launch.Context["plain"], claim.Launch.Context.IsMasked));
    }

    [Fact]
    public async Task Action_has_the_mask_and_is_found_by_its_other_keys()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync();
        var run = await TestRun.LaunchAsync(store, Launch());
        var call = run.Child(1) with { Context = ContextMerge.Apply(run.Launch.Context, [("secret.token", "hunter-3"), ("plain", "own")], Given.ByAda) };
        await run.DoAsync(call);

        var context = (await run.ActionAsync(call)).Context;
        Assert.Equal(("***", "***", "own"), (context["secret.token"], context.FindEntry("secret.token")!.Overrode!.Value, context["plain"]));
        Assert.Single((await store.FindActionsAsync(run.Id, Query("plain", "own"))).Items);
        Assert.Empty((await store.FindActionsAsync(run.Id, Query("secret.token", "hunter-3"))).Items);

        static ActionQuery Query(string key, string value) => new() { Context = new Dictionary<string, string> { [key] = value } };
    }

    private static Execution.RunLaunch Launch() => Given.Launch(context: ContextMerge.Apply(
        CustomContext.Empty.WithLimits(Limits), [("secret.token", "hunter-2"), ("plain", "seen")], Given.ByAda));
}
