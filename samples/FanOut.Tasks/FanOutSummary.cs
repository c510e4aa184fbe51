namespace FanOut;

/// <summary>What the root found.</summary>
/// <param name="Children">How many children it called.</param>
/// <param name="Grandchildren">How many actions these called in turn.</param>
/// <param name="Overridden">How many of all these were called under a scope of their own.</param>
/// <param name="Right">How many saw exactly the context that they should.</param>
/// <param name="Wrong">How many sightings were wrong.</param>
/// <param name="FirstWrong">The first ten of them in words.</param>
/// <param name="ParentUnchanged">Whether the root's own context was the same afterwards.</param>
public sealed record FanOutSummary(
    int Children, int Grandchildren, int Overridden, int Right, int Wrong, string[] FirstWrong, bool ParentUnchanged)
{
    /// <summary>Nobody saw anything of another's scope.</summary>
    public bool ProvesIsolation => Wrong == 0 && ParentUnchanged && Right == Children + Grandchildren;
}
