namespace Undercurrent.Cli.Doctor;

/// <summary>What came of a check.</summary>
internal enum CheckState
{
    /// <summary>As it should be.</summary>
    Ok = 0,

    /// <summary>It works, and deserves attention.</summary>
    Warn = 1,

    /// <summary>It doesn't work.</summary>
    Fail = 2,
}
