namespace Undercurrent.Web.Pages;

/// <summary>A page that says one thing.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="Text">What is the matter.</param>
/// <param name="Next">What to do.</param>
/// <param name="Commands">Commands that help.</param>
public sealed record MessageModel(string Title, string Text, string Next, params IReadOnlyList<string> Commands)
{
    /// <summary>The address to try again; null where that is of no use.</summary>
    public string? Again { get; init; }
}
