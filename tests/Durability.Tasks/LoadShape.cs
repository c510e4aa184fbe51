namespace Undercurrent.Durability.Tasks;

/// <summary>A nested run: a root that calls parents, each of which calls leaves one after another.</summary>
/// <param name="Parents">How many parents, all at once.</param>
/// <param name="Leaves">How many leaves each of them calls.</param>
/// <param name="LeafMilliseconds">How long a leaf works.</param>
public sealed record LoadShape(int Parents, int Leaves, int LeafMilliseconds)
{
    /// <summary>How many actions the run has.</summary>
    public int Actions => 1 + Parents + (Parents * Leaves);
}
