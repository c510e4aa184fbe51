using Undercurrent.Durability.Tasks;
using Undercurrent.Processes;

namespace Undercurrent.Durability;

/// <summary>How long the parts of a scenario last, and how much load there is. Only what a scenario is about is a length; everything else awaits events.</summary>
internal sealed record Lengths
{
    /// <summary>For CI: every scenario happens, all together in about three minutes.</summary>
    public static Lengths Short { get; } = new()
    {
        Stopped = TimeSpan.FromSeconds(15),
        WithoutDatabase = TimeSpan.FromSeconds(5),
        RunsAfterwards = 10,
        Load = new LoadPlan
        {
            Interval = TimeSpan.FromMilliseconds(250),
            Shapes = [new(3, 4, 200), new(2, 3, 50), new(2, 2, 1500)],
            WarmUp = 8,
        },
    };

    /// <summary>By hand, for the record.</summary>
    public static Lengths Long { get; } = Short with
    {
        Stopped = TimeSpan.FromSeconds(30),
        WithoutDatabase = TimeSpan.FromSeconds(20),
        RunsAfterwards = 100,
        Load = new LoadPlan
        {
            Interval = TimeSpan.FromMilliseconds(100),
            Shapes = [new(3, 4, 200), new(2, 3, 50), new(4, 8, 300), new(2, 3, 3000)],
            WarmUp = 50,
        },
    };

    /// <summary>How long a silo stands still.</summary>
    public required TimeSpan Stopped { get; init; }

    /// <summary>How long PostgreSQL is away.</summary>
    public required TimeSpan WithoutDatabase { get; init; }

    /// <summary>How many runs have to end after the disturbance before the load stops.</summary>
    public required int RunsAfterwards { get; init; }

    public required LoadPlan Load { get; init; }

    /// <summary>
    /// The drain time of a silo that is told to end: shorter than the long leaves, so that some work must be handed over.
    /// </summary>
    public int DrainSeconds { get; init; } = 2;

    /// <summary>Leaves for that scenario which no drain waits for.</summary>
    public LoadShape Undrained { get; init; } = new(2, 2, 6000);
}
