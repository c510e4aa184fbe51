namespace PlainGrains;

/// <summary>The grain that the order's grain calls.</summary>
[Alias("PlainGrains.IStockGrain")]
public interface IStockGrain : IGrainWithStringKey
{
    /// <summary>Reserves an item and tells which context it saw.</summary>
    [Alias("ReserveAsync")]
    Task<string> ReserveAsync();
}
