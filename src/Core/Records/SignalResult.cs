namespace Undercurrent.Records;

/// <summary>What became of a signal that was sent. The numbers travel: don't change them.</summary>
internal enum SignalResult
{
    /// <summary>It is the first of its name, and holds.</summary>
    First = 0,

    /// <summary>The name was answered before, and that answer holds.</summary>
    Late = 1,

    /// <summary>The run has ended.</summary>
    RunEnded = 2,

    /// <summary>The record has no such run.</summary>
    NoRun = 3,
}
