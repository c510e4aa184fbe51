namespace Undercurrent.Web.Pages;

/// <summary>What a row of the tree shows.</summary>
public enum TreeRowKind
{
    /// <summary>An action.</summary>
    Action = 0,

    /// <summary>The head of a part of a large set: the failed few, the slowest, those in call order.</summary>
    Group = 1,

    /// <summary>The way to the rest of a large set.</summary>
    More = 2,
}
