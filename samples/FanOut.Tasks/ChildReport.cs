namespace FanOut;

/// <summary>What a child saw.</summary>
/// <param name="Number">Which child it is.</param>
/// <param name="Before">The context at its start.</param>
/// <param name="After">The context after its own calls.</param>
/// <param name="Below">What each of its own children saw.</param>
public sealed record ChildReport(
    int Number, Dictionary<string, string> Before, Dictionary<string, string> After, Dictionary<string, string>[] Below);
