using Undercurrent;

namespace PlainGrains;

/// <summary>Sees the context of each call, though no parameter carries it.</summary>
internal sealed class StockGrain : Grain, IStockGrain
{
    public Task<string> ReserveAsync()
    {
        var seen = CustomContext.Current.ToString();

        // Left open on purpose: what a grain does to its context ends with its call, so nobody else ever sees this.
        CustomContext.BeginScope(("customer", "somebody else"));
        return Task.FromResult(seen);
    }
}
