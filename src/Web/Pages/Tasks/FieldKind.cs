namespace Undercurrent.Web.Pages;

/// <summary>What an input is typed into.</summary>
public enum FieldKind
{
    /// <summary>A line of text.</summary>
    Text = 0,

    /// <summary>A whole number.</summary>
    WholeNumber = 1,

    /// <summary>A number.</summary>
    Number = 2,

    /// <summary>True or false.</summary>
    Boolean = 3,

    /// <summary>One of some words.</summary>
    Choice = 4,

    /// <summary>JSON.</summary>
    Json = 5,
}
