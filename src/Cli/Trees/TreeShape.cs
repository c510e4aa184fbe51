namespace Undercurrent.Cli.Trees;

/// <summary>How much of a run's tree is shown. What is left out is counted.</summary>
internal sealed record TreeShape
{
    /// <summary>The levels below the first.</summary>
    public required int Depth { get; init; }

    /// <summary>The most actions of a level that are shown each; of a larger level only what stands out.</summary>
    public required int Breadth { get; init; }

    /// <summary>The most actions in all.</summary>
    public int Budget { get; init; } = int.MaxValue;

    /// <summary>Whether only what has not succeeded is opened, as for a run that is being watched.</summary>
    public bool OnlyOpen { get; init; }
}
