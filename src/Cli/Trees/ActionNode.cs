using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Trees;

/// <summary>An action in a tree, with those of its calls that are shown.</summary>
/// <param name="Action">The action.</param>
/// <param name="Children">Its calls, in order.</param>
/// <param name="Hidden">How many of its calls are not shown, in each state.</param>
/// <param name="HiddenTotal">How many that are.</param>
internal sealed record ActionNode(ActionJson Action, IReadOnlyList<ActionNode> Children, IReadOnlyDictionary<string, long> Hidden, long HiddenTotal)
{
    /// <summary>It and all below it, each before what it called.</summary>
    public IEnumerable<ActionJson> All => Children.SelectMany(child => child.All).Prepend(Action);
}
