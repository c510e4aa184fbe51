namespace PlainGrains;

/// <summary>An ordinary grain: nothing of its interface speaks of the context.</summary>
[Alias("PlainGrains.IOrderGrain")]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Places the order and tells, line by line, which context each grain on the way saw.</summary>
    [Alias("PlaceAsync")]
    Task<string[]> PlaceAsync();
}
