using System.Text.Json.Serialization;

namespace Undercurrent.Durability.Tasks;

/// <summary>A nested run: a root that calls parents, each of which calls leaves one after another.</summary>
/// <param name="Parents">How many parents, all at once.</param>
/// <param name="Leaves">How many leaves each of them calls.</param>
/// <param name="LeafMilliseconds">How long a leaf works.</param>
/// <param name="MaxLostAttempts">How often in a row its actions may be lost; 3 is the product's default.</param>
public sealed record LoadShape(int Parents, int Leaves, int LeafMilliseconds, int MaxLostAttempts = 3)
{
    /// <summary>How many actions the run has.</summary>
    [JsonIgnore]
    public int Actions => 1 + Parents + (Parents * Leaves);

    /// <summary>Gives its calls that limit.</summary>
    public TaskOptions Change(TaskOptions options) => options with { Retry = options.Retry with { MaxLostAttempts = MaxLostAttempts } };
}
