namespace Undercurrent.Records;

/// <summary>What became of an entry that was appended.</summary>
internal enum Appended
{
    /// <summary>It is in the record.</summary>
    Taken,

    /// <summary>
    /// It changed nothing: the action has an outcome already, a later attempt of it is recorded, or the run has ended.
    /// A recorded outcome is taken once.
    /// </summary>
    Refused,
}
