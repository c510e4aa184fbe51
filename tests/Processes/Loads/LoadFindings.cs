namespace Undercurrent.Processes;

/// <summary>What the record says of a load after its end.</summary>
internal sealed record LoadFindings
{
    /// <summary>Runs whose launch was acknowledged.</summary>
    public int Launched { get; set; }

    /// <summary>Of those, how many ended with the right result and are recorded as they have to be.</summary>
    public int Right { get; set; }

    /// <summary>All actions that are recorded.</summary>
    public int Actions { get; set; }

    /// <summary>How many of them have more than one recorded outcome, or another than the one that its caller was given.</summary>
    public int RecordedTwice { get; set; }

    /// <summary>How many of them saw, or are recorded with, another context than theirs.</summary>
    public int ContextsWrong { get; set; }

    /// <summary>Attempts that were lost with their silo.</summary>
    public int AttemptsLost { get; set; }

    /// <summary>Runs that another owner took over.</summary>
    public int TakenOver { get; set; }

    /// <summary>Everything that is wrong, in words.</summary>
    public List<string> Complaints { get; } = [];
}
