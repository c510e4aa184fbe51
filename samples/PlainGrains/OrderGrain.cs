using Undercurrent;

namespace PlainGrains;

/// <summary>Reads what its caller set, and calls on under scopes of its own.</summary>
internal sealed class OrderGrain(IGrainFactory grains) : Grain, IOrderGrain
{
    public async Task<string[]> PlaceAsync()
    {
        var stock = grains.GetGrain<IStockGrain>("main");
        var before = $"order, at first:          {CustomContext.Current}";

        // What the caller set stays; the scope adds a key for everything that is called inside the block.
        string added;
        using (CustomContext.BeginScope(("order", this.GetPrimaryKeyString())))
        {
            added = await stock.ReserveAsync();
        }

        // Removed is missing, not empty: the grain below can't tell that there ever was a customer.
        string removed;
        using (CustomContext.BeginScope(CustomContext.Without("customer")))
        {
            removed = await stock.ReserveAsync();
        }

        return [before, $"stock, a key more:        {added}", $"stock, a key removed:     {removed}", $"order, at the end:        {CustomContext.Current}"];
    }
}
