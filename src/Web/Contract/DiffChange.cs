namespace Undercurrent.Web.Contract;

/// <summary>How a key differs between two contexts.</summary>
public enum DiffChange
{
    /// <summary>The same value on both sides.</summary>
    Same = 0,

    /// <summary>Another value.</summary>
    Changed = 1,

    /// <summary>Only on the right.</summary>
    Added = 2,

    /// <summary>Only on the left.</summary>
    Removed = 3,

    /// <summary>Masked on both sides: whether they differ isn't told.</summary>
    Unknown = 4,
}
