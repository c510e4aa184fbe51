namespace Undercurrent.Cli.Trees;

/// <summary>How much of a run's tree is shown. What is left out is counted.</summary>
internal sealed record TreeShape
{
    // The most that a page can have.
    private const int PageSize = 1000;

    /// <summary>The levels below the first.</summary>
    public required int Depth { get; init; }

    /// <summary>The most actions of a level that are shown each; of a larger level only what stands out.</summary>
    public required int Breadth { get; init; }

    /// <summary>The most actions in all.</summary>
    public int Budget { get; init; } = int.MaxValue;

    /// <summary>Whether only what has not succeeded is opened, as for a run that is being watched.</summary>
    public bool OnlyOpen { get; init; }

    /// <summary>Whether every action is shown.</summary>
    public bool IsWhole => Breadth == int.MaxValue;

    /// <summary>How many of a level are asked for.</summary>
    public int MostOfLevel => IsWhole ? int.MaxValue : Math.Min(Breadth, PageSize);
}
